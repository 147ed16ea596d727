package io.tributary.hotkey.batch;

import com.github.luben.zstd.Zstd;
import io.tributary.schemas.avro.MinerRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Collects records, in order, until they fill a batch. A batch stays under the limits' target for a
 * message; a record that is larger by itself goes alone, up to the maximum.
 *
 * <p>Usage: {@link #add} until it answers false or there is nothing more, then {@link #pack}, which
 * takes the first records away and may have to be called again until {@link #isEmpty}. Not
 * thread-safe; reusable.
 */
public final class RecordPacker {

  /** Room for the header, a grant and the signature: what a message is longer than its records. */
  static final int OVERHEAD_BYTES = 4 << 10;

  /** What is compressed at once: more would hardly ever fit the target. */
  private static final int CHUNK_BYTES = 3 << 20;

  private static final int LEVEL = 3;

  private final BatchLimits limits;
  private final AvroOutput encoded = new AvroOutput(64 << 10);
  private int[] ends = new int[256];
  private int waiting;

  /** A packer that keeps to these limits. */
  public RecordPacker(BatchLimits limits) {
    this.limits = limits;
  }

  /** Whether no record waits. */
  public boolean isEmpty() {
    return waiting == 0;
  }

  /** How many records wait. */
  public int size() {
    return waiting;
  }

  /**
   * Takes a record if there is room for it.
   *
   * @return false if what waits must be packed first; the record was not taken
   * @throws RecordTooLargeException if the record alone is above the limits; it was not taken
   */
  public boolean add(MinerRecord minerRecord) throws RecordTooLargeException {
    int start = encoded.size();
    RecordCodec.write(minerRecord, encoded);
    int length = encoded.size() - start;
    if (length > limits.maxUncompressedBytes()) {
      encoded.truncate(start);
      throw new RecordTooLargeException(
          "a record of "
              + length
              + " bytes is above the "
              + limits.maxUncompressedBytes()
              + " that a batch may hold");
    }
    int chunk = Math.min(CHUNK_BYTES, limits.maxUncompressedBytes());
    if (!isEmpty() && (waiting == limits.maxRecords() || encoded.size() > chunk)) {
      encoded.truncate(start);
      return false;
    }
    if (waiting == ends.length) {
      ends = Arrays.copyOf(ends, 2 * ends.length);
    }
    ends[waiting++] = encoded.size();
    return true;
  }

  /**
   * Takes the first records that fit one batch away, at least one.
   *
   * @throws RecordTooLargeException if the first record alone is above the limits even compressed;
   *     it was taken away
   * @throws IllegalStateException if no record waits
   */
  public PackedRecords pack() throws RecordTooLargeException {
    if (isEmpty()) {
      throw new IllegalStateException("there is no record to pack");
    }
    int count = waiting;
    while (true) {
      int length = ends[count - 1];
      byte[] compressed = compress(length);
      int message = compressed.length + OVERHEAD_BYTES;
      if (message <= limits.targetMessageBytes()
          || (count == 1 && message <= limits.maxMessageBytes())) {
        takeAway(count);
        return new PackedRecords(count, length, compressed);
      }
      if (count == 1) {
        takeAway(1);
        throw new RecordTooLargeException(
            "a record of "
                + compressed.length
                + " bytes after compression does not fit a message of "
                + limits.maxMessageBytes());
      }
      count = fitting(count, (long) length * limits.targetMessageBytes() / message);
    }
  }

  /** Packs a whole list. */
  static List<PackedRecords> packAll(List<MinerRecord> records, BatchLimits limits)
      throws RecordTooLargeException {
    List<PackedRecords> packs = new ArrayList<>();
    RecordPacker packer = new RecordPacker(limits);
    for (MinerRecord minerRecord : records) {
      while (!packer.add(minerRecord)) {
        packs.add(packer.pack());
      }
    }
    while (!packer.isEmpty()) {
      packs.add(packer.pack());
    }
    return packs;
  }

  /** Fewer records, which come close to this length before compression. */
  private int fitting(int count, long bytes) {
    int place = Arrays.binarySearch(ends, 0, count, (int) (bytes - bytes / 32));
    return Math.max(1, Math.min(count - 1, place < 0 ? -place - 1 : place + 1));
  }

  private byte[] compress(int length) {
    byte[] target = new byte[Math.toIntExact(Zstd.compressBound(length))];
    long size = Zstd.compressByteArray(target, 0, target.length, encoded.array(), 0, length, LEVEL);
    return Arrays.copyOf(target, (int) size);
  }

  private void takeAway(int count) {
    int length = ends[count - 1];
    encoded.removeFirst(length);
    waiting -= count;
    for (int i = 0; i < waiting; i++) {
      ends[i] = ends[i + count] - length;
    }
  }
}
