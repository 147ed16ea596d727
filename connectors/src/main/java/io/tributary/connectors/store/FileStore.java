package io.tributary.connectors.store;

import io.tributary.hotkey.access.IssuedCredentials;
import io.tributary.schemas.ObjectKey;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where finished files go, in two steps: staged (uploaded, but invisible) and completed (visible,
 * whole, never overwritten).
 *
 * <p>A {@link StagedUpload} holds everything that completing needs except credentials, so that
 * another process on another machine can complete it. Every call is made with the credentials
 * handed to it and with no others: one store serves all miners. Thread-safe.
 *
 * <p>Calls block, up to the deadline that the store's options give a call and its retries; an
 * interrupted thread gets {@link StoreFailure#INTERRUPTED} with its interrupt status set.
 */
public interface FileStore extends AutoCloseable {

  /**
   * Metadata key of the token that the writer of an object invents for it. Who finds its own token
   * on an object knows that it wrote it, also when the answer to its request was lost.
   */
  String WRITE_TOKEN = "tributary-write-token";

  /** The most bytes that names and values of an object's metadata may have, as S3 counts. */
  int MAX_METADATA_BYTES = 2048;

  /**
   * Uploads a file's bytes without making them visible. Nothing remains to be cleaned up when this
   * fails, as far as the store still answers.
   *
   * @param key the object that completing creates
   * @param file a regular file, not empty and not changed during the call
   * @param metadata printable ASCII; names in lower case; holds {@link #WRITE_TOKEN}; at most
   *     {@link #MAX_METADATA_BYTES} together
   * @throws IllegalArgumentException if the metadata or the file's size break a rule above
   * @throws StoreException if the store refuses or does not answer
   */
  StagedUpload stage(
      ObjectKey key, Path file, Map<String, String> metadata, IssuedCredentials credentials)
      throws StoreException;

  /**
   * Makes a staged upload the object of its key, if that key has none.
   *
   * <p>Three failures do not say whether this upload was completed earlier and must be settled by
   * {@link #head}: {@link StoreFailure#EXISTS}, {@link StoreFailure#CONFLICT} and {@link
   * StoreFailure#NOT_FOUND}. So must {@link StoreFailure#UNAVAILABLE}, where the answer may have
   * been lost.
   *
   * @throws StoreException if the store refuses or does not answer
   */
  void complete(StagedUpload upload, IssuedCredentials credentials) throws StoreException;

  /**
   * What the store says of an object, or empty if there is none.
   *
   * <p>S3 refuses to speak of an absent object unless it may be listed. What is refused is looked
   * for in a list of exactly this key, so that credentials for the key's prefix suffice.
   *
   * @throws StoreException if the store refuses or does not answer; where the credentials may not
   *     list the key either, an absent object is {@link StoreFailure#DENIED}
   */
  Optional<ObjectHead> head(ObjectKey key, IssuedCredentials credentials) throws StoreException;

  /**
   * Gives a staged upload up and frees its bytes. An upload that the store does not know counts as
   * given up. A completed object is not touched.
   *
   * @throws StoreException if the store refuses or does not answer
   */
  void abort(StagedUpload upload, IssuedCredentials credentials) throws StoreException;

  /** Frees connections. Staged uploads stay staged. */
  @Override
  void close();
}
