package io.tributary.benchmarks.sink;

import io.tributary.connectors.store.FileStore;
import io.tributary.hotkey.access.IssuedCredentials;
import java.io.IOException;
import java.io.Serializable;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Where both sinks write. Immutable. */
interface Lake extends Serializable {

  /** Where {@code FileSink} writes. */
  URI root();

  /** Where {@code MinerFileSink} writes; whoever opens it closes it. */
  FileStore openStore() throws IOException;

  /** With which it does. */
  IssuedCredentials credentials();

  /** What lies there, finished. */
  Content content() throws IOException;

  /** Processor time that somebody else's process has used for it up to now, in seconds. */
  double serverCpuSeconds();

  /**
   * Files that others can see.
   *
   * @param files how many
   * @param bytes in them
   */
  record Content(long files, long bytes) {

    /** What is below a folder. */
    static Content of(Path folder) throws IOException {
      if (Files.notExists(folder)) {
        return new Content(0, 0);
      }
      try (Stream<Path> all = Files.walk(folder)) {
        List<Path> finished =
            all.filter(Files::isRegularFile)
                .filter(file -> !file.getFileName().toString().startsWith("."))
                .toList();
        long bytes = 0;
        for (Path file : finished) {
          bytes += Files.size(file);
        }
        return new Content(finished.size(), bytes);
      }
    }

    Content minus(Content before) {
      return new Content(files - before.files, bytes - before.bytes);
    }
  }
}
