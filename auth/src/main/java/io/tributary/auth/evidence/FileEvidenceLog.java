package io.tributary.auth.evidence;

import io.tributary.auth.PrivateFiles;
import io.tributary.hotkey.wire.Octets;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * One file of JSON lines a day, {@code evidence-<yyyyMMdd>.jsonl} in UTC, open to its owner only.
 * The digest of an entry is that of its line without the line feed.
 *
 * <p>Entries that come at the same time share a sync; each caller returns only after its own is
 * durable. A line may belong to a request that was refused after all, if a failure came between
 * writing and answering; no answer leaves without its line. Thread-safe; one process a folder.
 */
public final class FileEvidenceLog implements EvidenceLog, AutoCloseable {

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("uuuuMMdd", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Path folder;
  private final GroupCommit commits;

  /** Keeps the files in this folder, which is created if missing. */
  public FileEvidenceLog(Path folder) throws IOException {
    this(folder, new DurableFiles());
  }

  FileEvidenceLog(Path folder, GroupCommit.Target files) throws IOException {
    PrivateFiles.createFolders(folder);
    this.folder = folder;
    this.commits = new GroupCommit(files);
  }

  @Override
  public String append(EvidenceEntry entry) throws IOException {
    byte[] line = entry.toJson();
    commits.append(folder.resolve("evidence-" + DAY.format(entry.at()) + ".jsonl"), line);
    return Octets.of(line).sha256().hex();
  }

  /** Takes no more entries; those that wait are made durable first. */
  @Override
  public void close() {
    commits.close();
  }
}
