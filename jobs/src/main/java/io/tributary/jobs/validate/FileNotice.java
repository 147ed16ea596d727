package io.tributary.jobs.validate;

import io.tributary.lake.proof.CommittedFile;
import io.tributary.schemas.Hotkey;
import java.util.Objects;

/**
 * A file was committed, or withdrawn.
 *
 * @param file what the message says
 * @param appendedAtMillis the message's time
 */
record FileNotice(CommittedFile file, long appendedAtMillis) implements MinerNotice {

  FileNotice {
    Objects.requireNonNull(file, "file");
  }

  @Override
  public Hotkey hotkey() {
    return file.key().hotkey();
  }
}
