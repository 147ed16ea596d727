package io.tributary.lake.check;

import io.tributary.hotkey.wire.MalformedBytesException;
import io.tributary.hotkey.wire.WireReader;
import io.tributary.hotkey.wire.WireWriter;
import io.tributary.schemas.ItemKey;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * The form in which samples travel inside a job: version 1, integers as Avro writes them, items by
 * key. Pure functions.
 */
public final class ItemSampleCodec {

  private static final int VERSION = 1;
  private static final int MOST_ITEMS = 1 << 20;

  private ItemSampleCodec() {}

  /** The bytes of a sample; the same for the same items. */
  public static byte[] encode(ItemSample sample) {
    WireWriter writer =
        new WireWriter()
            .number(VERSION)
            .number(sample.salt().value())
            .number(sample.capacity())
            .number(sample.limit());
    List<Map.Entry<ItemKey, ItemSample.Item>> items =
        sample.items().entrySet().stream()
            .sorted(
                Map.Entry.comparingByKey(
                    Comparator.comparingLong(ItemKey::high).thenComparingLong(ItemKey::low)))
            .toList();
    return writer
        .array(
            items,
            entry ->
                writer
                    .number(entry.getKey().high())
                    .number(entry.getKey().low())
                    .number(entry.getValue().file())
                    .number(entry.getValue().rows())
                    .number(entry.getValue().elsewhere())
                    .number(entry.getValue().sinceMillis()))
        .toBytes();
  }

  /**
   * Reads what {@link #encode} wrote.
   *
   * @throws MalformedBytesException if it is something else
   */
  public static ItemSample decode(byte[] bytes) throws MalformedBytesException {
    WireReader reader = new WireReader(bytes);
    int version = reader.integer();
    if (version != VERSION) {
      throw new MalformedBytesException("a sample of version " + version + ", not " + VERSION);
    }
    ItemSalt salt = new ItemSalt(reader.number());
    int capacity = reader.integer();
    if (capacity < 2 || capacity > MOST_ITEMS) {
      throw new MalformedBytesException("a sample of at most " + capacity + " items");
    }
    ItemSample sample = new ItemSample(salt, capacity);
    sample.lowerTo(reader.number());
    List<Map.Entry<ItemKey, ItemSample.Item>> items =
        reader.array(
            capacity,
            () ->
                Map.entry(
                    new ItemKey(reader.number(), reader.number()),
                    new ItemSample.Item(
                        reader.integer(), reader.number(), reader.number(), reader.number())));
    reader.end();
    items.forEach(entry -> sample.add(entry.getKey(), entry.getValue()));
    return sample;
  }
}
