package io.tributary.lake.check;

import io.tributary.schemas.ContentKey;
import java.util.Map;
import java.util.Objects;

/**
 * A row that was drawn and whose address leads to an item, for an oracle to compare. Immutable.
 *
 * @param item what it claims to be
 * @param datetimeMicros when it claims to have been created, microseconds since the epoch
 * @param texts its texts by column, as far as they are there and have at most 64 KiB
 */
public record SampledRow(ContentKey item, long datetimeMicros, Map<String, String> texts) {

  static final int MOST_TEXT_BYTES = 64 << 10;

  /** Copies the map. */
  public SampledRow {
    Objects.requireNonNull(item, "item");
    texts = Map.copyOf(texts);
  }
}
