package io.tributary.schemas.rules;

import io.tributary.schemas.ContentKey;
import io.tributary.schemas.ItemKey;
import io.tributary.schemas.Reason;
import io.tributary.schemas.SourceId;

/** The outcome of checking one record. Immutable, apart from the row's bytes. */
public sealed interface CheckedRecord {

  /**
   * A record that may enter the lake.
   *
   * @param source its platform
   * @param contentKey what its address leads to
   * @param itemKey the key under which it is kept once
   * @param datetimeMicros when it was created, microseconds since the epoch, UTC
   * @param row its row in the form of {@code RowWriter}, with the columns of its source; not
   *     copied, not to be changed
   */
  @SuppressWarnings("ArrayRecordComponent") // Never compared; a copy a record would cost too much.
  record Accepted(
      SourceId source, ContentKey contentKey, ItemKey itemKey, long datetimeMicros, byte[] row)
      implements CheckedRecord {}

  /**
   * A record that is refused.
   *
   * @param reason the first rule that it breaks
   * @param detail for people: what was wrong, at most 300 characters on one line
   */
  record Rejected(Reason reason, String detail) implements CheckedRecord {}
}
