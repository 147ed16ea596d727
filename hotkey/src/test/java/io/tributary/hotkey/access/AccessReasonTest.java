package io.tributary.hotkey.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class AccessReasonTest {

  private static final Pattern ROW = Pattern.compile("(?m)^\\| `([A-Z0-9_]+)` \\| (\\d{3}) \\|");

  @Test
  void theDocsListEveryReasonWithItsStatus() throws Exception {
    String page = Files.readString(Path.of("..", "docs", "reasons-access.md"));
    Matcher rows = ROW.matcher(page);
    List<String> listed = rows.results().map(row -> row.group(1) + " " + row.group(2)).toList();
    assertThat(listed)
        .containsExactlyElementsOf(
            Arrays.stream(AccessReason.values())
                .map(reason -> reason.name() + " " + reason.httpStatus())
                .toList());
  }
}
