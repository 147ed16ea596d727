package io.tributary.local.janitor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The checkpoints and savepoints below a folder: each has a file {@code _metadata}. */
public final class RetainedCheckpoints {

  private static final String METADATA = "_metadata";

  private RetainedCheckpoints() {}

  /**
   * When the oldest of them was made; empty if there is none.
   *
   * @throws IOException if the folder cannot be read
   */
  public static Optional<Instant> oldest(Path folder) throws IOException {
    List<Path> found;
    try (Stream<Path> files = Files.walk(folder)) {
      found = files.filter(file -> file.endsWith(METADATA)).toList();
    }
    Optional<Instant> oldest = Optional.empty();
    for (Path metadata : found) {
      Instant made = Files.getLastModifiedTime(metadata).toInstant();
      if (oldest.isEmpty() || made.isBefore(oldest.get())) {
        oldest = Optional.of(made);
      }
    }
    return oldest;
  }
}
