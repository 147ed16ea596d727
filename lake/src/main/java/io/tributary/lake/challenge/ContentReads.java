package io.tributary.lake.challenge;

import io.tributary.lake.check.ContentColumns;
import io.tributary.lake.check.FileContent;
import io.tributary.lake.check.RowGroupColumns;
import io.tributary.lake.column.AuthenticBytes;
import io.tributary.lake.column.MalformedColumnException;
import io.tributary.lake.draw.RowDraw;
import io.tributary.lake.plan.ByteRange;
import io.tributary.lake.proof.ColumnChunkExtent;
import io.tributary.lake.proof.Footer;
import io.tributary.lake.verdict.VerdictReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads what the content checks need, one row group at a time, and lets them examine it. */
final class ContentReads {

  private final Footer footer;
  private final LeafReads leaves;
  private final MeteredReads reads;
  private final ChallengeOptions options;

  ContentReads(Footer footer, LeafReads leaves, MeteredReads reads, ChallengeOptions options) {
    this.footer = footer;
    this.leaves = leaves;
    this.reads = reads;
    this.options = options;
  }

  /** Examines the row groups of all drawn rows, and all ids if they are scanned. */
  void examine(ChallengeTask task, FileContent content) throws Stopped, MalformedColumnException {
    Set<Integer> examined =
        task.rows().stream().map(draw -> footer.rowGroupOf(draw.row())).collect(Collectors.toSet());
    Set<Long> sampled =
        task.rows().stream()
            .filter(draw -> draw.kind().counts())
            .map(RowDraw::row)
            .collect(Collectors.toSet());
    ContentColumns columns = ContentColumns.of(footer.commitments().source());
    for (int group = 0; group < footer.rowGroups(); group++) {
      boolean isExamined = examined.contains(group);
      if (!isExamined && !task.scansIds()) {
        continue;
      }
      reads.checkTime();
      List<String> wanted = isExamined ? columns.all() : columns.naming();
      RowGroupColumns bytes =
          new RowGroupColumns(footer, group, read(group, wanted), options.columns());
      if (isExamined) {
        content.examine(bytes, sampled);
      }
      if (task.scansIds()) {
        content.scan(bytes);
      }
    }
  }

  private AuthenticBytes read(int group, List<String> columns) throws Stopped {
    List<ByteRange> chunks = new ArrayList<>();
    long bytes = 0;
    for (String column : columns) {
      ColumnChunkExtent chunk = footer.chunk(group, column);
      chunks.add(new ByteRange(chunk.offset(), chunk.length()));
      bytes += chunk.length();
      if (bytes > options.maxGroupBytes()) {
        throw Stopped.with(
            VerdictReason.BUDGET_EXCEEDED,
            "row group " + group + " has more than " + options.maxGroupBytes() + " bytes to hold");
      }
    }
    return leaves.read(chunks);
  }
}
