package io.tributary.auth.evidence;

import io.tributary.auth.PrivateFiles;
import io.tributary.hotkey.wire.Octets;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;

/**
 * One file of JSON lines a day, {@code evidence-<yyyyMMdd>.jsonl} in UTC, open to its owner only.
 * The digest of an entry is that of its line without the line feed. Thread-safe.
 */
public final class FileEvidenceLog implements EvidenceLog {

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("uuuuMMdd", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Path folder;

  /** Keeps the files in this folder, which is created if missing. */
  public FileEvidenceLog(Path folder) throws IOException {
    PrivateFiles.createFolders(folder);
    this.folder = folder;
  }

  @Override
  public synchronized String append(EvidenceEntry entry) throws IOException {
    byte[] line = entry.toJson();
    Path file = folder.resolve("evidence-" + DAY.format(entry.at()) + ".jsonl");
    if (Files.notExists(file)) {
      PrivateFiles.create(file);
    }
    byte[] withEnd = Arrays.copyOf(line, line.length + 1);
    withEnd[line.length] = '\n';
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.APPEND)) {
      ByteBuffer bytes = ByteBuffer.wrap(withEnd);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(false);
    }
    return Octets.of(line).sha256().hex();
  }
}
