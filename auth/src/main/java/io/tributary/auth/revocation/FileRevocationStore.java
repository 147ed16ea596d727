package io.tributary.auth.revocation;

import io.tributary.auth.PrivateFiles;
import io.tributary.auth.RevocationStore;
import io.tributary.auth.revocation.RevocationLines.BadLineException;
import io.tributary.hotkey.access.KnownRevocations;
import io.tributary.hotkey.access.Revocation;
import io.tributary.hotkey.access.RevocationFile;
import io.tributary.hotkey.access.SignedRevocation;
import io.tributary.hotkey.wire.MalformedBytesException;
import io.tributary.schemas.Hotkey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file of JSON lines ({@link RevocationFile}), open to its owner only and synced at each append.
 * Other processes and people may append whole lines while this is used; they are seen within three
 * seconds.
 *
 * <p>A file that is gone, too long, or holds a complete line that does not verify says nothing at
 * all: every call fails, naming the line, until it is right again. What a crash left of a last line
 * was never confirmed and gives way to the next. Thread-safe, also between processes.
 */
public final class FileRevocationStore implements RevocationStore {

  /** How often the file is looked at. */
  public static final Duration CHECK_EVERY = Duration.ofSeconds(3);

  /** The file is never longer: some 75,000 revocations. */
  static final long MOST_FILE_BYTES = 32L << 20;

  private static final Logger LOG = LoggerFactory.getLogger(FileRevocationStore.class);

  /** Locks of files are held by a process; within it this keeps two stores apart. */
  private static final Object APPENDING = new Object();

  private final Path file;
  private final InstantSource clock;
  private final long mostBytes;

  private RevocationLines lines = RevocationLines.empty();
  private Seen seen;
  private Instant lastLook;
  private IOException failure;

  private record Seen(long size, FileTime modified, Object key) {}

  FileRevocationStore(Path file, InstantSource clock, long mostBytes) {
    this.file = Objects.requireNonNull(file, "file");
    this.clock = Objects.requireNonNull(clock, "clock");
    this.mostBytes = mostBytes;
  }

  /**
   * Opens a file, which is created if it does not exist.
   *
   * @throws IOException if it cannot be read, or does not verify, saying where
   */
  public static FileRevocationStore open(Path file, InstantSource clock) throws IOException {
    return open(file, clock, MOST_FILE_BYTES);
  }

  static FileRevocationStore open(Path file, InstantSource clock, long mostBytes)
      throws IOException {
    if (Files.notExists(file)) {
      PrivateFiles.create(file);
      LOG.info("revocations are kept in {}, which is new and empty", file);
    }
    FileRevocationStore store = new FileRevocationStore(file, clock, mostBytes);
    synchronized (store) {
      store.look();
    }
    return store;
  }

  @Override
  public synchronized List<Revocation> of(Hotkey hotkey) throws IOException {
    Duration age = lastLook == null ? CHECK_EVERY : Duration.between(lastLook, clock.instant());
    if (age.abs().compareTo(CHECK_EVERY) >= 0) {
      look();
    }
    if (failure != null) {
      throw failure;
    }
    return lines.of(hotkey);
  }

  @Override
  public synchronized void add(SignedRevocation signed, Revocation revocation) throws IOException {
    byte[] line;
    try {
      line = RevocationFile.toLine(signed);
    } catch (MalformedBytesException e) {
      throw new IOException("not a revocation that can be kept: " + e.getMessage(), e);
    }
    synchronized (APPENDING) {
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.APPEND)) {
        // Given back when the channel closes.
        FileLock unused = channel.lock();
        look();
        List<Revocation> known = lines.of(revocation.hotkey());
        if (known.stream().noneMatch(earlier -> earlier.includes(revocation))) {
          requireRoom(known, revocation, line.length);
          append(channel, line);
        }
        channel.force(true);
      }
    }
    look();
  }

  private void requireRoom(List<Revocation> known, Revocation next, int bytes) throws IOException {
    if (!KnownRevocations.hasRoom(known.size(), next)) {
      throw new IOException("the hotkey has made " + known.size() + " revocations already");
    }
    if (Files.size(file) + bytes + 2 > mostBytes) {
      throw new IOException(file + " is full: a file of revocations has at most " + mostBytes);
    }
  }

  private void append(FileChannel channel, byte[] line) throws IOException {
    byte[] before = new byte[0];
    if (lines.hasWholeTail()) {
      before = new byte[] {'\n'};
    } else if (channel.size() > lines.completeBytes()) {
      LOG.warn("{} ends in a line that was cut short, which is taken away", file);
      channel.truncate(lines.completeBytes());
    }
    ByteBuffer bytes = ByteBuffer.allocate(before.length + line.length + 1);
    bytes.put(before).put(line).put((byte) '\n').flip();
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  /** Reads the file if it changed; afterwards either it was understood or there is a failure. */
  private void look() throws IOException {
    lastLook = clock.instant();
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      Seen now = new Seen(attributes.size(), attributes.lastModifiedTime(), attributes.fileKey());
      if (!now.equals(seen)) {
        read(now);
      }
    } catch (NoSuchFileException e) {
      fail(new IOException("the file of revocations " + file + " is gone; put it back", e));
    } catch (IOException e) {
      fail(e);
    }
    if (failure != null) {
      throw failure;
    }
  }

  private void read(Seen now) throws IOException {
    if (now.size() > mostBytes) {
      throw new IOException(
          file + " has " + now.size() + " bytes; a file of revocations has at most " + mostBytes);
    }
    try {
      lines = lines.read(Files.readAllBytes(file));
    } catch (BadLineException e) {
      throw new IOException(file + ", " + e.getMessage(), e);
    }
    seen = now;
    failure = null;
  }

  private void fail(IOException why) {
    LOG.error("revocations cannot be told: {}", why.getMessage());
    failure = why;
    seen = null;
  }
}
