package io.tributary.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.Reason.Scope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ReasonTest {

  private static final Path DOC = Path.of("..", "docs", "reasons.md");
  private static final Pattern ROW = Pattern.compile("\\| `([A-Z_]+)` \\| (.+) \\|");

  @Test
  void theDocumentListsEveryCodeOfEachScopeWithItsDescription() throws IOException {
    String[] sections = Files.readString(DOC).split("## (Batches|Starts)", -1);

    assertThat(sections).hasSize(3);
    assertThat(rows(sections[0])).isEqualTo(expected(Scope.RECORD));
    assertThat(rows(sections[1])).isEqualTo(expected(Scope.BATCH));
  }

  @Test
  void descriptionsAreOneSentence() {
    assertThat(Reason.values())
        .allSatisfy(reason -> assertThat(reason.description()).matches("[A-Z].{10,90}\\."));
  }

  private static List<String> rows(String text) {
    List<String> rows = new ArrayList<>();
    Matcher matcher = ROW.matcher(text);
    while (matcher.find()) {
      rows.add(matcher.group(1) + " " + matcher.group(2));
    }
    return rows;
  }

  private static List<String> expected(Scope scope) {
    return Arrays.stream(Reason.values())
        .filter(reason -> reason.scope() == scope)
        .map(reason -> reason.name() + " " + reason.description())
        .toList();
  }
}
