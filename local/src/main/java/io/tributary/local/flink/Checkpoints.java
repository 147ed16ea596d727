package io.tributary.local.flink;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the newest complete checkpoint or savepoint in a folder. */
public final class Checkpoints {

  /** Written last: a checkpoint that has it is complete. */
  private static final String METADATA = "_metadata";

  private Checkpoints() {}

  /** The newest one's folder, or empty if there is none. */
  public static Optional<Path> newest(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return Optional.empty();
    }
    try (Stream<Path> files = Files.walk(folder, 4)) {
      return files
          .filter(path -> path.getFileName().toString().equals(METADATA))
          .max(Comparator.comparing(Checkpoints::modified))
          .map(Path::getParent);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static FileTime modified(Path path) {
    try {
      return Files.getLastModifiedTime(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
