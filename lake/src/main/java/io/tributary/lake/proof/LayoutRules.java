package io.tributary.lake.proof;

import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.RowGroup;

/**
 * Checks that every byte of a file belongs to exactly one thing that the footer names, so that no
 * reader can see other data than the one that was checked. A pure function.
 */
final class LayoutRules {

  /** Length of the magic bytes at the beginning. */
  static final int HEADER_BYTES = 4;

  private LayoutRules() {}

  /**
   * What is wrong with the places that a footer names.
   *
   * @param footerStart where the footer's structure begins in the file
   */
  static List<Finding> check(Footer footer, long footerStart) {
    List<Finding> findings = new ArrayList<>();
    long dataLength = footer.commitments().dataLength();
    List<Extent> data = new ArrayList<>();
    for (ColumnChunkExtent chunk : footer.chunks()) {
      String what = "column " + chunk.column() + " of row group " + chunk.rowGroup();
      data.add(new Extent(chunk.offset(), chunk.length(), what));
    }
    Extent.gapIn(data, HEADER_BYTES, dataLength)
        .ifPresent(gap -> findings.add(new Finding(FindingCode.DATA_LAYOUT, gap)));
    List<Extent> tail = new ArrayList<>();
    for (RowGroup group : footer.metadata().getRow_groups()) {
      for (ColumnChunk chunk : group.getColumns()) {
        if (chunk.isSetFile_path()) {
          findings.add(new Finding(FindingCode.EXTERNAL_FILE, "a column chunk names a file"));
        }
        addTailParts(chunk, tail);
      }
    }
    Extent.gapIn(tail, dataLength, footerStart)
        .ifPresent(gap -> findings.add(new Finding(FindingCode.TAIL_LAYOUT, gap)));
    return findings;
  }

  private static void addTailParts(ColumnChunk chunk, List<Extent> tail) {
    if (chunk.isSetColumn_index_offset() || chunk.isSetColumn_index_length()) {
      tail.add(
          new Extent(
              chunk.getColumn_index_offset(), chunk.getColumn_index_length(), "a column index"));
    }
    if (chunk.isSetOffset_index_offset() || chunk.isSetOffset_index_length()) {
      tail.add(
          new Extent(
              chunk.getOffset_index_offset(), chunk.getOffset_index_length(), "an offset index"));
    }
    ColumnMetaData column = chunk.getMeta_data();
    if (column.isSetBloom_filter_offset() || column.isSetBloom_filter_length()) {
      tail.add(
          new Extent(
              column.getBloom_filter_offset(), column.getBloom_filter_length(), "a Bloom filter"));
    }
  }
}
