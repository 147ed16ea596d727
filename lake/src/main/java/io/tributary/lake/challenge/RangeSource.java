package io.tributary.lake.challenge;

import io.tributary.lake.epoch.ObjectVersion;
import io.tributary.lake.plan.ByteRange;
import io.tributary.schemas.ObjectKey;

/**
 * Where the bytes of files come from: a bucket, a folder, a fake.
 *
 * <p>An implementation pins what it reads: by version id where the version is one, else by the
 * condition that the ETag is the given one. It tries again as often as it wants to, within its own
 * time limit for a call, before it answers that the store is unavailable. Nothing that it answers
 * is believed; it must not answer more bytes than it was asked for, and never holds more. It must
 * be thread-safe.
 */
public interface RangeSource {

  /**
   * What the store says of a version of an object.
   *
   * @param version a version id or an ETag
   * @throws ReadException with {@code ALTERED} if the object exists with another ETag
   */
  ObjectHead head(ObjectKey key, ObjectVersion version) throws ReadException;

  /**
   * What the store says of the object that it gives to whoever asks for the key alone.
   *
   * @throws ReadException with {@code MISSING} if there is none, a delete marker included
   */
  ObjectHead headCurrent(ObjectKey key) throws ReadException;

  /**
   * Reads bytes of a version of an object.
   *
   * @return the bytes, fewer than asked for only if the object ends before
   */
  byte[] read(ObjectKey key, ObjectVersion version, ByteRange range) throws ReadException;
}
