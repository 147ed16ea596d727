package io.tributary.local.janitor;

import java.util.Objects;

/**
 * An unfinished upload and what is to become of it.
 *
 * @param upload the upload
 * @param fate what the rule says
 */
public record Finding(OpenUpload upload, Fate fate) {

  /** What becomes of an upload, and why. */
  public enum Fate {
    /** A file waits on {@code parked-files} to be finished by it. */
    PARKED,
    /** A checkpoint that may still be restored can need it. */
    NEEDED,
    /** Nothing refers to it any more. */
    ORPHAN
  }

  /** Checks that both are there. */
  public Finding {
    Objects.requireNonNull(upload, "upload");
    Objects.requireNonNull(fate, "fate");
  }
}
