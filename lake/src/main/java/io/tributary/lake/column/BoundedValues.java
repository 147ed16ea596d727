package io.tributary.lake.column;

import io.tributary.hotkey.wire.Octets;
import io.tributary.lake.proof.ColumnBounds;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.PrimitiveComparator;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/** Hands values on, and sees whether they keep the bounds of the column. Not thread-safe. */
final class BoundedValues implements RowValues {

  private final RowValues values;
  private final PrimitiveComparator<Binary> order;
  private final Binary leastText;
  private final Binary mostText;
  private final long leastNumber;
  private final long mostNumber;
  private boolean broken;

  /**
   * @param type of the column: a text, or a number of 64 bits
   * @param bounds as wide as the type
   */
  BoundedValues(PrimitiveType type, ColumnBounds bounds, RowValues values) {
    this.values = values;
    boolean isText = type.getPrimitiveTypeName() == PrimitiveTypeName.BINARY;
    order = isText ? type.comparator() : null;
    leastText = isText ? bounds.least().map(BoundedValues::text).orElse(null) : null;
    mostText = isText ? bounds.most().map(BoundedValues::text).orElse(null) : null;
    leastNumber = isText ? 0 : bounds.least().map(BoundedValues::number).orElse(Long.MIN_VALUE);
    mostNumber = isText ? 0 : bounds.most().map(BoundedValues::number).orElse(Long.MAX_VALUE);
  }

  /**
   * @throws MalformedColumnException if a value was out of bounds
   */
  void requireKept() throws MalformedColumnException {
    if (broken) {
      throw new MalformedColumnException("a value outside the bounds of its statistics");
    }
  }

  @Override
  public void bytes(int row, Binary value) {
    broken |= leastText != null && order.compare(value, leastText) < 0;
    broken |= mostText != null && order.compare(value, mostText) > 0;
    values.bytes(row, value);
  }

  @Override
  public void number(int row, long value) {
    broken |= value < leastNumber || value > mostNumber;
    values.number(row, value);
  }

  @Override
  public void missing(int row) {
    values.missing(row);
  }

  private static Binary text(Octets bound) {
    return Binary.fromConstantByteArray(bound.bytes());
  }

  private static long number(Octets bound) {
    return ByteBuffer.wrap(bound.bytes()).order(ByteOrder.LITTLE_ENDIAN).getLong();
  }
}
