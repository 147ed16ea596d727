package io.tributary.lake.check;

import io.tributary.lake.verdict.VerdictFinding;
import io.tributary.lake.verdict.VerdictReason;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What is wrong with rows of a file: of each kind the first, and how many. Not thread-safe. */
final class RowFaults {

  private final Map<VerdictReason, First> faults = new EnumMap<>(VerdictReason.class);

  private static final class First {
    private final long row;
    private final String detail;
    private long count;

    First(long row, String detail) {
      this.row = row;
      this.detail = detail;
    }
  }

  void add(VerdictReason reason, long row, String detail) {
    faults.computeIfAbsent(reason, any -> new First(row, detail)).count++;
  }

  List<VerdictFinding> findings() {
    List<VerdictFinding> findings = new ArrayList<>();
    faults.forEach(
        (reason, first) ->
            findings.add(
                VerdictFinding.of(
                    reason,
                    first.count
                        + (first.count == 1 ? " time, at row " : " times, first at row ")
                        + first.row
                        + ": "
                        + first.detail)));
    return findings;
  }
}
