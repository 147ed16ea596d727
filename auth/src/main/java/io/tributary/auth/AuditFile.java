package io.tributary.auth;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Appends audit lines to {@code audit-<yyyyMMdd>.jsonl}, one file a day of UTC, open to its owner
 * only. Each line is handed to the system before this returns, in one write and without a sync; a
 * line that cannot be written goes to the log instead, as an error. Thread-safe.
 */
public final class AuditFile implements Consumer<String>, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(AuditFile.class);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("uuuuMMdd", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Path folder;
  private final InstantSource clock;
  private String day = "";
  private FileChannel channel;

  /** Keeps the files in this folder, which is created if missing. */
  public AuditFile(Path folder, InstantSource clock) throws IOException {
    this.folder = Objects.requireNonNull(folder, "folder");
    this.clock = Objects.requireNonNull(clock, "clock");
    PrivateFiles.createFolders(folder);
  }

  @Override
  public synchronized void accept(String line) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
      FileChannel file = today();
      while (bytes.hasRemaining()) {
        file.write(bytes);
      }
    } catch (IOException e) {
      LOG.error("this line could not be added to the audit of {}: {}", folder, line, e);
    }
  }

  private FileChannel today() throws IOException {
    String today = DAY.format(clock.instant());
    if (channel == null || !today.equals(day)) {
      close();
      Path file = folder.resolve("audit-" + today + ".jsonl");
      if (Files.notExists(file)) {
        PrivateFiles.create(file);
      }
      channel = FileChannel.open(file, StandardOpenOption.APPEND);
      day = today;
    }
    return channel;
  }

  @Override
  public synchronized void close() {
    if (channel != null) {
      try {
        channel.close();
      } catch (IOException e) {
        LOG.warn("the audit file of {} could not be closed", day, e);
      }
      channel = null;
    }
  }
}
