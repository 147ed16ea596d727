package io.tributary.connectors.sink.internal;

import io.tributary.connectors.credentials.CredentialCalls;
import io.tributary.connectors.sink.BufferKey;
import io.tributary.connectors.sink.StagedFile;
import io.tributary.lake.parquet.EncodedFile;
import java.time.Instant;

/** Signs and uploads an encoded file. Thread-safe; calls block. */
public interface FileStager extends AutoCloseable {

  /**
   * Uploads a file without making it visible. The caller deletes the spool file afterwards.
   *
   * @param key whose rows they are
   * @param sealedAt names the file
   * @throws StagingException if it could not be staged now; the rows are still in state
   */
  StagedFile stage(BufferKey key, Instant sealedAt, EncodedFile file) throws StagingException;

  /** How often it used credentials, and how often they had to be asked for. */
  default CredentialCalls credentialCalls() {
    return CredentialCalls.NONE;
  }

  @Override
  void close();
}
