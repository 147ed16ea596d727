package io.tributary.lake.epoch;

import io.tributary.hotkey.wire.MalformedBytesException;
import io.tributary.hotkey.wire.WireReader;
import io.tributary.hotkey.wire.WireWriter;
import io.tributary.schemas.Hotkey;
import io.tributary.schemas.ObjectKey;
import io.tributary.schemas.SourceId;
import java.time.Instant;
import java.util.List;

/**
 * From which public records a frozen set follows, so that anybody can put it together again: the
 * miner's files on {@code committed-files} before a position, without those staged before a time,
 * each with the version that the validator's freezes stated of it last. Immutable.
 *
 * @param position the miner's messages with smaller offsets are in the set, others are not
 * @param oldest files staged before have left it; whole milliseconds
 * @param versions by object key, of files of the set that are new in it or whose version is not the
 *     one that was stated before
 * @param unstated how many files of the set have a version that is not stated yet, for want of room
 */
public record FreezeBasis(
    long position, Instant oldest, List<StatedVersion> versions, long unstated) {

  /** So many versions are stated at most. */
  public static final int MOST_VERSIONS = 8192;

  /** Bytes of all versions that are stated. */
  static final int MOST_VERSION_BYTES = 896 << 10;

  /** Its bytes are never more. */
  static final int MOST_BYTES = MOST_VERSION_BYTES + 64;

  private static final int MOST_FILE_BYTES = 128;

  /**
   * The object of a file, as the listing showed it.
   *
   * @param key which file
   * @param version which object
   */
  public record StatedVersion(ObjectKey key, ObjectVersion version) {

    private void writeTo(WireWriter writer) {
      writer.number(key.source().code()).text(key.file());
      version.writeTo(writer);
    }

    private static StatedVersion readFrom(WireReader reader, Hotkey miner)
        throws MalformedBytesException {
      SourceId source =
          SourceId.fromCode(reader.integer())
              .orElseThrow(() -> new MalformedBytesException("an unknown source"));
      return new StatedVersion(
          new ObjectKey(source, miner, reader.text(MOST_FILE_BYTES)),
          ObjectVersion.readFrom(reader));
    }

    /** Length of its bytes. */
    int encodedBytes() {
      WireWriter writer = new WireWriter();
      writeTo(writer);
      return writer.toBytes().length;
    }
  }

  /**
   * @throws IllegalArgumentException if a number is out of bounds, or versions do not ascend by key
   */
  public FreezeBasis {
    versions = List.copyOf(versions);
    if (position < 0 || unstated < 0 || versions.size() > MOST_VERSIONS) {
      throw new IllegalArgumentException(
          "no basis of a freeze: position "
              + position
              + ", "
              + versions.size()
              + " versions, "
              + unstated
              + " unstated");
    }
    // Times of before 1970 would not be read back.
    if (oldest.toEpochMilli() < 0 || !oldest.equals(Instant.ofEpochMilli(oldest.toEpochMilli()))) {
      throw new IllegalArgumentException("no time of a freeze: " + oldest);
    }
    for (int i = 1; i < versions.size(); i++) {
      ObjectKey before = versions.get(i - 1).key();
      if (FrozenFile.compareKeys(before, versions.get(i).key()) >= 0) {
        throw new IllegalArgumentException("versions of a freeze that do not ascend: " + before);
      }
    }
  }

  void writeTo(WireWriter writer) {
    writer.number(position).number(oldest.toEpochMilli());
    writer.array(versions, version -> version.writeTo(writer));
    writer.number(unstated);
  }

  /**
   * Reads what {@link #writeTo} wrote.
   *
   * @throws IllegalArgumentException if it cannot be
   */
  static FreezeBasis readFrom(WireReader reader, Hotkey miner) throws MalformedBytesException {
    return new FreezeBasis(
        reader.number(),
        Instant.ofEpochMilli(reader.number()),
        reader.array(MOST_VERSIONS, () -> StatedVersion.readFrom(reader, miner)),
        reader.number());
  }
}
