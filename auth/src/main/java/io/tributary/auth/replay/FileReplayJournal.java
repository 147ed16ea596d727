package io.tributary.auth.replay;

import io.tributary.auth.PrivateFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * A file of lines {@code <until in Unix millis> <key>}, synced at each append and rewritten with
 * what still counts at each start. A line that a crash cut short belongs to a request that was
 * never answered, and is skipped. Thread-safe; one process a file.
 */
public final class FileReplayJournal implements ReplayJournal {

  private final Path file;

  /** Keeps the journal in this file, which need not exist. */
  public FileReplayJournal(Path file) {
    this.file = Objects.requireNonNull(file, "file");
  }

  @Override
  public synchronized Map<String, Instant> load(Instant now) throws IOException {
    Map<String, Instant> uses = new HashMap<>();
    if (Files.exists(file)) {
      for (String line : Files.readAllLines(file, StandardCharsets.US_ASCII)) {
        String[] parts = line.split(" ", -1);
        if (parts.length == 3 && parts[2].equals(".") && parts[0].matches("\\d{1,15}")) {
          Instant until = Instant.ofEpochMilli(Long.parseLong(parts[0]));
          if (now.isBefore(until)) {
            uses.put(parts[1], until);
          }
        }
      }
    }
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    StringBuilder lines = new StringBuilder();
    uses.forEach((key, until) -> lines.append(line(key, until)));
    PrivateFiles.create(fresh);
    write(fresh, lines.toString());
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    return uses;
  }

  @Override
  public synchronized void append(String key, Instant until) throws IOException {
    write(file, line(key, until));
  }

  private static String line(String key, Instant until) {
    return until.toEpochMilli() + " " + key + " .\n";
  }

  private static void write(Path file, String text) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.APPEND)) {
      ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }
}
