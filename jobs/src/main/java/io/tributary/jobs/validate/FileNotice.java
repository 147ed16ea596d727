package io.tributary.jobs.validate;

import io.tributary.lake.proof.CommittedFile;
import io.tributary.schemas.Hotkey;
import java.util.Objects;

/**
 * A file was committed, or withdrawn.
 *
 * @param file what the message says
 * @param appendedAtMillis the message's time
 * @param offset where the message stands; {@link #UNKNOWN} in state of older releases
 */
record FileNotice(CommittedFile file, long appendedAtMillis, long offset) implements MinerNotice {

  /** Nobody remembers where it stood. */
  static final long UNKNOWN = -1;

  FileNotice {
    Objects.requireNonNull(file, "file");
  }

  @Override
  public Hotkey hotkey() {
    return file.key().hotkey();
  }
}
