package io.tributary.lake.column;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;
import org.xerial.snappy.Snappy;

/** Unpacks pages into exactly as many bytes as their headers claim. Pure functions. */
enum PageCodec {
  ZSTD {
    @Override
    long unpackInto(byte[] target, byte[] bytes, int offset, int length) {
      return Zstd.decompressByteArray(target, 0, target.length, bytes, offset, length);
    }
  },
  SNAPPY {
    @Override
    long unpackInto(byte[] target, byte[] bytes, int offset, int length) throws IOException {
      int claimed = Snappy.uncompressedLength(bytes, offset, length);
      // It writes as much as its own header says, wherever the target ends.
      return claimed != target.length
          ? claimed
          : Snappy.uncompress(bytes, offset, length, target, 0);
    }
  },
  GZIP {
    @Override
    long unpackInto(byte[] target, byte[] bytes, int offset, int length) throws IOException {
      try (GZIPInputStream in =
          new GZIPInputStream(new ByteArrayInputStream(bytes, offset, length))) {
        int read = in.readNBytes(target, 0, target.length);
        return in.read() < 0 ? read : target.length + 1L;
      }
    }
  };

  /** Answers how many bytes there are, at least as many as the target and one if there are more. */
  abstract long unpackInto(byte[] target, byte[] bytes, int offset, int length) throws IOException;

  /** The codec of a footer's name for it. */
  static PageCodec of(String name) throws MalformedColumnException {
    for (PageCodec codec : values()) {
      if (codec.name().equals(name)) {
        return codec;
      }
    }
    throw new MalformedColumnException("a codec that is not read: " + name);
  }

  /**
   * Unpacks a page.
   *
   * @param size how many bytes it must have, within the limits of its reader
   */
  byte[] unpack(byte[] bytes, int offset, int length, int size) throws MalformedColumnException {
    byte[] target = new byte[size];
    long unpacked;
    try {
      unpacked = unpackInto(target, bytes, offset, length);
    } catch (IOException | RuntimeException e) {
      throw new MalformedColumnException("a page that does not unpack", e);
    }
    if (unpacked != size) {
      throw new MalformedColumnException("a page that unpacks to other than " + size + " bytes");
    }
    return target;
  }
}
