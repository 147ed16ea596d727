package io.tributary.local.feed;

import io.tributary.schemas.avro.MinerRecord;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.Optional;

/**
 * A file of JSON lines, to which somebody may append. Equal lines are counted and each is sent.
 * When the file was replaced or cut, the next pass begins at its start. Blank lines are passed
 * over.
 */
final class JsonLinesSource implements RecordSource {

  private static final int MAX_LINE_BYTES = 16 << 20;
  private static final int PAGE_LINES = 2_000;
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final Path file;
  private final LineCounts counts;
  private final RowDigest digest = new RowDigest();

  private FileChannel channel;
  private LineReader reader;
  private Object fileKey;
  private boolean mayGrow;
  private long position;
  private long lineNumber;

  /**
   * @param scratch a file for counting lines
   * @throws FeedException if there is no such file
   */
  JsonLinesSource(Path file, Path scratch) throws FeedException {
    if (!Files.isRegularFile(file)) {
      throw new FeedException("there is no file of JSON lines at " + file);
    }
    this.file = file;
    this.counts = new LineCounts(scratch);
  }

  @Override
  public Pass begin(boolean mayGrow) throws FeedException {
    this.mayGrow = mayGrow;
    try {
      closeChannel();
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      Object key = attributes.fileKey() == null ? file : attributes.fileKey();
      if (!key.equals(fileKey) || attributes.size() < position) {
        restart();
        fileKey = key;
      }
      if (position == 0) {
        counts.clear();
        lineNumber = 0;
      } else if (attributes.size() == position) {
        return Pass.NOTHING;
      }
      channel = FileChannel.open(file).position(position);
      reader = new LineReader(Channels.newInputStream(channel), MAX_LINE_BYTES);
      return position == 0 ? Pass.ALL : Pass.NEWS;
    } catch (IOException e) {
      throw failed(e);
    }
  }

  @Override
  public boolean readPage(Visitor visitor) throws FeedException {
    try {
      for (int i = 0; i < PAGE_LINES; i++) {
        if (!reader.read() || isUnfinished()) {
          closeChannel();
          return false;
        }
        boolean first = position == 0;
        position += reader.lengthInFile();
        lineNumber++;
        if (!take(first, visitor)) {
          return true;
        }
      }
      return true;
    } catch (IOException e) {
      throw failed(e);
    }
  }

  @Override
  public void restart() {
    position = 0;
    fileKey = null;
  }

  @Override
  public void close() throws FeedException {
    try (counts) {
      closeChannel();
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private boolean take(boolean first, Visitor visitor) throws FeedException {
    if (reader.isTooLong()) {
      visitor.unreadable("line " + lineNumber + " of " + file + " is longer than 16 MiB");
      return true;
    }
    byte[] line = first ? withoutMark(reader.line()) : reader.line();
    if (JsonLine.isBlank(line)) {
      return true;
    }
    Optional<MinerRecord> parsed = JsonLine.parse(line);
    if (parsed.isEmpty()) {
      visitor.unreadable("line " + lineNumber + " of " + file + " is not a JSON object");
      return true;
    }
    byte[] content = digest.of(line);
    byte[] key = digest.of(counts.count(content), content);
    return visitor.visit(
        new SourceRow(key, content, parsed.get(), line.length + 400L, "line " + lineNumber));
  }

  /** A last line without its end that is no object yet: more of it may come. */
  private boolean isUnfinished() {
    return mayGrow && !reader.isTerminated() && JsonLine.parse(reader.line()).isEmpty();
  }

  private static byte[] withoutMark(byte[] line) {
    int mark = BYTE_ORDER_MARK.length;
    return line.length >= mark && Arrays.equals(line, 0, mark, BYTE_ORDER_MARK, 0, mark)
        ? Arrays.copyOfRange(line, mark, line.length)
        : line;
  }

  private void closeChannel() throws IOException {
    if (channel != null) {
      channel.close();
      channel = null;
    }
  }

  private FeedException failed(IOException e) {
    return new FeedException(file + " cannot be read: " + e.getMessage(), e);
  }
}
