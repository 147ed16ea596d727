package io.tributary.connectors.rewind;

import io.tributary.connectors.store.ObjectHead;
import io.tributary.connectors.store.StagedUpload;
import io.tributary.schemas.ObjectKey;
import java.io.IOException;
import java.util.Optional;

/** Objects and uploads of the lake, with rights to remove them. Belongs to one thread. */
public interface RewindStore extends AutoCloseable {

  /** What the store says of an object, or empty if there is none. */
  Optional<ObjectHead> head(String bucket, ObjectKey key) throws IOException;

  /** Removes an object; one that is not there counts as removed. */
  void delete(String bucket, ObjectKey key) throws IOException;

  /** Gives an upload up and frees its bytes; one that is not there counts as given up. */
  void abort(StagedUpload upload) throws IOException;

  @Override
  void close();
}
