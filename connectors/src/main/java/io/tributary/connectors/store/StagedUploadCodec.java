package io.tributary.connectors.store;

import io.tributary.schemas.ObjectKey;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The bytes of a {@link StagedUpload}, for checkpoints and topics.
 *
 * <p>Version 1, big-endian: bucket, key and upload id as {@link DataOutputStream#writeUTF} writes
 * them, size as 8 bytes, the number of parts as 4 bytes, then the tag of each part in order, as
 * UTF. The version itself is kept by the caller next to the bytes, as Flink's serialisers do.
 */
public final class StagedUploadCodec {

  /** The version that {@link #encode} writes. */
  public static final int VERSION = 1;

  private StagedUploadCodec() {}

  /** The bytes of an upload, in the form of {@link #VERSION}. */
  public static byte[] encode(StagedUpload upload) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeUTF(upload.bucket());
      out.writeUTF(upload.key().path());
      out.writeUTF(upload.uploadId());
      out.writeLong(upload.size());
      out.writeInt(upload.parts().size());
      for (StagedUpload.Part part : upload.parts()) {
        out.writeUTF(part.eTag());
      }
    } catch (IOException e) {
      throw new IllegalArgumentException("an upload whose texts are too long to be written", e);
    }
    return bytes.toByteArray();
  }

  /**
   * Reads an upload of a version that this release or an older one wrote.
   *
   * @throws IOException if the version is unknown, or the bytes are not exactly one upload
   */
  public static StagedUpload decode(int version, byte[] bytes) throws IOException {
    if (version != VERSION) {
      throw new IOException(
          "a staged upload of version " + version + "; this release reads version " + VERSION);
    }
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      String bucket = in.readUTF();
      String path = in.readUTF();
      ObjectKey key =
          ObjectKey.parse(path)
              .orElseThrow(() -> new IOException("a staged upload with the key " + path));
      String uploadId = in.readUTF();
      long size = in.readLong();
      List<StagedUpload.Part> parts = readParts(in);
      if (in.available() > 0) {
        throw new IOException(in.available() + " bytes after the end of a staged upload");
      }
      return new StagedUpload(bucket, key, uploadId, parts, size);
    } catch (IllegalArgumentException e) {
      throw new IOException("not a staged upload: " + e.getMessage(), e);
    }
  }

  private static List<StagedUpload.Part> readParts(DataInputStream in) throws IOException {
    int count = in.readInt();
    if (count < 1 || count > StagedUpload.MAX_PARTS) {
      throw new IOException("a staged upload of " + count + " parts");
    }
    List<StagedUpload.Part> parts = new ArrayList<>(count);
    for (int number = 1; number <= count; number++) {
      parts.add(new StagedUpload.Part(number, in.readUTF()));
    }
    return parts;
  }
}
