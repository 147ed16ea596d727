package io.tributary.local.verify;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.lake.replay.ReplayCheck;
import io.tributary.lake.replay.ReplayCheck.Result;
import io.tributary.lake.threshold.Thresholds;
import io.tributary.lake.verdict.Verdict;
import io.tributary.local.query.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What the replay of a verdict found out. Immutable.
 *
 * @param verdict as it was stated
 * @param checks what was compared, in the order of the replay
 */
public record VerdictReport(Verdict verdict, List<ReplayCheck> checks) {

  private static final int WIDEST_CELL = 200;

  /** Copies the list. */
  public VerdictReport {
    checks = List.copyOf(checks);
  }

  /** Whether nothing differs; what could not be checked does not count. */
  public boolean isSame() {
    return count(Result.DIFFERS) == 0;
  }

  private long count(Result result) {
    return checks.stream().filter(check -> check.result() == result).count();
  }

  /** Each threshold that is not the project's default: what a reader has to know to trust it. */
  private List<String> otherThresholds() {
    return verdict.thresholds().differencesFrom(Thresholds.DEFAULTS, "default");
  }

  /** A table for people; files in which nothing differs are told together. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "Verdict of %s in epoch %d by %s: %s, %d files drawn"
            .formatted(
                verdict.subject().hotkey(),
                verdict.subject().epoch(),
                verdict.subject().validator(),
                verdict.outcome(),
                verdict.files().size()));
    if (!otherThresholds().isEmpty()) {
      lines.add(
          "judged by other thresholds than the defaults: " + String.join(", ", otherThresholds()));
    }
    TextTable table = new TextTable(WIDEST_CELL, List.of("what", "result", "detail"));
    long files = 0;
    for (ReplayCheck check : checks) {
      if (isSameFile(check)) {
        files++;
      } else {
        table.row(List.of(check.what(), name(check.result()), check.detail()));
      }
    }
    if (files > 0) {
      table.row(List.of("files", name(Result.SAME), files + " others, as the verdict says"));
    }
    lines.addAll(table.lines());
    lines.add(
        "%d same, %d differ, %d not checked"
            .formatted(count(Result.SAME), count(Result.DIFFERS), count(Result.NOT_CHECKED)));
    return lines;
  }

  private static boolean isSameFile(ReplayCheck check) {
    return check.result() == Result.SAME && check.what().startsWith("file ");
  }

  private static String name(Result result) {
    return result.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** One JSON object. */
  public String json() {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.put("hotkey", verdict.subject().hotkey().address());
    answer.put("epoch", verdict.subject().epoch());
    answer.put("validator", verdict.subject().validator().address());
    answer.put("outcome", verdict.outcome().name());
    answer.put("same", isSame());
    if (!otherThresholds().isEmpty()) {
      ArrayNode others = answer.putArray("otherThresholds");
      otherThresholds().forEach(others::add);
    }
    ArrayNode list = answer.putArray("checks");
    for (ReplayCheck check : checks) {
      list.addObject()
          .put("what", check.what())
          .put("result", check.result().name())
          .put("detail", check.detail());
    }
    return answer.toString();
  }
}
