package io.tributary.lake.proof;

/**
 * Where a column chunk lies, as the footer says. Immutable.
 *
 * @param rowGroup its row group, from 0
 * @param column the column's path, dotted
 * @param offset of its first page, dictionary or data
 * @param length of all its pages with their headers
 * @param values how many values it holds, nulls included
 * @param firstDataPage where its first data page begins, after its dictionary
 * @param uncompressedLength of all its pages with their headers, uncompressed
 * @param codec name of its codec
 * @param bounds of its values
 */
public record ColumnChunkExtent(
    int rowGroup,
    String column,
    long offset,
    long length,
    long values,
    long firstDataPage,
    long uncompressedLength,
    String codec,
    ColumnBounds bounds) {}
