package io.tributary.local.demo.validate;

import io.tributary.connectors.challenge.CanaryKey;
import io.tributary.schemas.Hotkey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** The object by which the validator knows that the store can be read; deleted when closed. */
public final class CanaryObject implements AutoCloseable {

  private static final RequestBody BODY =
      RequestBody.fromBytes("readable".getBytes(StandardCharsets.US_ASCII));

  private final S3Client owner;
  private final String bucket;
  private final CanaryKey key;

  private CanaryObject(S3Client owner, String bucket, CanaryKey key) {
    this.owner = owner;
    this.bucket = bucket;
    this.key = key;
  }

  /**
   * Puts it where the validator looks for it.
   *
   * @throws IOException if the store does not let it
   */
  public static CanaryObject put(S3Client owner, String bucket, Hotkey validator)
      throws IOException {
    CanaryKey key = CanaryKey.of(validator);
    try {
      owner.putObject(request -> request.bucket(bucket).key(key.path()), BODY);
      return new CanaryObject(owner, bucket, key);
    } catch (SdkException e) {
      throw new IOException(
          "the store's owner may not write " + key.path() + ": " + e.getMessage(), e);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      owner.deleteObject(request -> request.bucket(bucket).key(key.path()));
    } catch (SdkException e) {
      throw new IOException(
          "the store's owner may not delete " + key.path() + ": " + e.getMessage(), e);
    }
  }
}
