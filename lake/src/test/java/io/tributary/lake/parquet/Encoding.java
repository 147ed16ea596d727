package io.tributary.lake.parquet;

import io.tributary.lake.proof.FileManifests;
import io.tributary.schemas.Hotkey;
import io.tributary.schemas.ObjectKey;
import io.tributary.schemas.SourceId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** Encodes files for tests and names them as the lake does. */
public final class Encoding {

  public static final Hotkey HOTKEY =
      new Hotkey("5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY");
  public static final Instant SEALED = Instant.parse("2026-11-22T10:11:12Z");

  private Encoding() {}

  /** Encodes rows into a folder, under the name that the file then has. */
  public static EncodedFile encode(
      Path folder, EncoderOptions options, SourceId source, List<byte[]> rows) throws IOException {
    EncodedFile file;
    try (LakeFileEncoder encoder = new LakeFileEncoder(options)) {
      encoder.start(source, folder.resolve("spool"), rows.size());
      for (byte[] row : rows) {
        encoder.append(row);
      }
      file = encoder.finish();
    }
    Path named = folder.resolve(key(file).file());
    Files.move(file.path(), named);
    return new EncodedFile(
        named,
        file.source(),
        file.sizeBytes(),
        file.dataLength(),
        file.leafSize(),
        file.rows(),
        file.firstDatetimeMicros(),
        file.lastDatetimeMicros(),
        file.wholeDigest(),
        file.tailDigest(),
        file.leafCount());
  }

  /** The key that a file gets. */
  public static ObjectKey key(EncodedFile file) {
    return FileManifests.keyOf(file, HOTKEY, SEALED);
  }
}
