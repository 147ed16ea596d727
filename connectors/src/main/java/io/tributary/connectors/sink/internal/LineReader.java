package io.tributary.connectors.sink.internal;

import io.tributary.connectors.sink.StagedFile;
import io.tributary.lake.proof.CommittedFile;

/** Is shown what stands on the logs of files, in the order of each key. */
public interface LineReader {

  /** A file is in the lake, or was withdrawn. */
  void committed(CommittedFile file);

  /** A file is parked. */
  void parked(StagedFile file);

  /** A file is not parked any more. */
  void unparked(String key);
}
