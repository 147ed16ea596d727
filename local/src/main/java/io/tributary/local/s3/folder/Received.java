package io.tributary.local.s3.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;

/** Bytes that are on disk and not yet an object or a part. Closing deletes them if still there. */
public final class Received implements AutoCloseable {

  private final Path file;
  private final long size;
  private final byte[] md5;

  Received(Path file, long size, byte[] md5) {
    this.file = file;
    this.size = size;
    this.md5 = md5;
  }

  Path file() {
    return file;
  }

  /** How many bytes there are. */
  public long size() {
    return size;
  }

  /** MD5 of the bytes, in hex: the tag of an object or part that holds them. */
  public String eTag() {
    return HexFormat.of().formatHex(md5);
  }

  /** Whether a {@code Content-MD5} header tells the digest of these bytes. */
  public boolean matches(String contentMd5) {
    return contentMd5.equals(Base64.getEncoder().encodeToString(md5));
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(file);
  }
}
