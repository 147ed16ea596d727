package io.tributary.connectors.store;

import io.tributary.schemas.ObjectKey;
import java.util.List;
import java.util.Objects;

/**
 * A file that lies in a store as a finished, not yet completed, multipart upload. Holds no secret.
 * Immutable; its bytes are those of {@link StagedUploadCodec}.
 *
 * @param bucket where
 * @param key the object that completing creates
 * @param uploadId the store's name of the upload
 * @param parts in order, numbered from 1
 * @param size of the whole file in bytes
 */
public record StagedUpload(
    String bucket, ObjectKey key, String uploadId, List<Part> parts, long size) {

  /** The most parts that an upload may have, as S3 has it. */
  public static final int MAX_PARTS = 10_000;

  /**
   * One part.
   *
   * @param number from 1
   * @param eTag the tag with which the store answered, byte for byte
   */
  public record Part(int number, String eTag) {

    /** Checks that the tag is there. */
    public Part {
      Objects.requireNonNull(eTag, "eTag");
    }
  }

  /**
   * @throws IllegalArgumentException if the parts are not numbered 1 to n in order, or something is
   *     empty
   */
  public StagedUpload {
    Objects.requireNonNull(key, "key");
    parts = List.copyOf(parts);
    if (bucket.isEmpty() || uploadId.isEmpty() || size < 1) {
      throw new IllegalArgumentException("a staged upload needs a bucket, an upload id and bytes");
    }
    if (parts.isEmpty() || parts.size() > MAX_PARTS) {
      throw new IllegalArgumentException("not 1 to " + MAX_PARTS + " parts: " + parts.size());
    }
    for (int i = 0; i < parts.size(); i++) {
      if (parts.get(i).number() != i + 1) {
        throw new IllegalArgumentException(
            "part " + parts.get(i).number() + " where " + (i + 1) + " must be");
      }
    }
  }
}
