package io.tributary.lake.proof;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Util;

/**
 * A parsed footer: what the file says of itself. Whether it is true is for its readers to check.
 * Not to be changed after parsing; then thread-safe.
 */
public final class Footer {

  private final FileMetaData metadata;
  private final FooterCommitments commitments;
  private final List<ColumnChunkExtent> chunks;

  private Footer(
      FileMetaData metadata, FooterCommitments commitments, List<ColumnChunkExtent> chunks) {
    this.metadata = metadata;
    this.commitments = commitments;
    this.chunks = chunks;
  }

  /**
   * Parses the footer's structure, between the indexes and the last eight bytes of a file.
   *
   * @throws UnsoundFileException if it is not one whole footer with commitments
   */
  static Footer parse(byte[] bytes, int offset, int length, FileRules rules)
      throws UnsoundFileException {
    CompactWalk.check(bytes, offset, length, rules.maxFooterElements());
    FileMetaData metadata;
    try {
      metadata = Util.readFileMetaData(new ByteArrayInputStream(bytes, offset, length), length + 1);
    } catch (IOException | RuntimeException e) {
      throw new UnsoundFileException(FindingCode.FOOTER_MALFORMED, "the footer does not parse", e);
    }
    if (metadata.isSetEncryption_algorithm() || metadata.isSetFooter_signing_key_metadata()) {
      throw new UnsoundFileException(FindingCode.ENCRYPTED, "the footer names encryption");
    }
    List<ColumnChunkExtent> chunks = chunks(metadata);
    if (!metadata.isSetKey_value_metadata()) {
      throw new UnsoundFileException(
          FindingCode.COMMITMENTS_MALFORMED, "the footer has no key-value metadata");
    }
    return new Footer(
        metadata, FooterCommitments.read(metadata.getKey_value_metadata()), List.copyOf(chunks));
  }

  private static List<ColumnChunkExtent> chunks(FileMetaData metadata) throws UnsoundFileException {
    List<ColumnChunkExtent> chunks = new ArrayList<>();
    List<RowGroup> groups = metadata.getRow_groups();
    for (int group = 0; group < groups.size(); group++) {
      for (ColumnChunk chunk : groups.get(group).getColumns()) {
        if (chunk.isSetCrypto_metadata() || chunk.isSetEncrypted_column_metadata()) {
          throw new UnsoundFileException(
              FindingCode.ENCRYPTED, "row group " + group + " has an encrypted column");
        }
        if (!chunk.isSetMeta_data()) {
          throw new UnsoundFileException(
              FindingCode.FOOTER_MALFORMED,
              "row group " + group + " has a column without metadata");
        }
        ColumnMetaData column = chunk.getMeta_data();
        chunks.add(
            new ColumnChunkExtent(
                group,
                String.join(".", column.getPath_in_schema()),
                firstPage(column),
                column.getTotal_compressed_size(),
                column.getNum_values(),
                column.getData_page_offset(),
                column.getTotal_uncompressed_size(),
                column.getCodec().name(),
                ColumnBounds.of(column)));
      }
    }
    return chunks;
  }

  /** A dictionary offset of 0 means that there is none: old writers set it so. */
  private static long firstPage(ColumnMetaData column) {
    long data = column.getData_page_offset();
    if (column.isSetDictionary_page_offset() && column.getDictionary_page_offset() > 0) {
      return Math.min(data, column.getDictionary_page_offset());
    }
    return data;
  }

  /** How many rows the file says it has. */
  public long rows() {
    return metadata.getNum_rows();
  }

  /** How many row groups the file says it has. */
  public int rowGroups() {
    return metadata.getRow_groupsSize();
  }

  /** How many rows a row group says it has. */
  public long rowsOf(int rowGroup) {
    return metadata.getRow_groups().get(rowGroup).getNum_rows();
  }

  /** What the file commits to. */
  public FooterCommitments commitments() {
    return commitments;
  }

  /** All column chunks, in the order of the footer. Unmodifiable. */
  public List<ColumnChunkExtent> chunks() {
    return chunks;
  }

  /**
   * The chunk of a column in a row group.
   *
   * @throws IllegalArgumentException if a proven footer, which has every column of its table, can
   *     have no such chunk
   */
  public ColumnChunkExtent chunk(int rowGroup, String column) {
    int columns = metadata.getRow_groups().get(rowGroup).getColumnsSize();
    // A proven footer's row groups all have the columns of the table.
    return chunks.subList(rowGroup * columns, (rowGroup + 1) * columns).stream()
        .filter(chunk -> chunk.column().equals(column))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no column " + column + " in a row group"));
  }

  /**
   * The row group that holds a row.
   *
   * @throws IndexOutOfBoundsException if the file has no such row
   */
  public int rowGroupOf(long row) {
    long first = 0;
    for (int group = 0; group < rowGroups(); group++) {
      if (row >= first && row < first + rowsOf(group)) {
        return group;
      }
      first += rowsOf(group);
    }
    throw new IndexOutOfBoundsException("no row " + row + " of " + first);
  }

  FileMetaData metadata() {
    return metadata;
  }
}
