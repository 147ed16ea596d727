package io.tributary.schemas;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.tributary.schemas.content.Utf8Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Answers lines of addresses with lines of keys, one each and in order, whatever comes.
 *
 * <p>In: one JSON object a line, {@code {"uri": "https://..."}}, UTF-8, ended by LF or CR LF; other
 * members are ignored. Out: {@code {"key":"x:1"}} or {@code {"reason":"HOST"}}, ended by LF. A line
 * that is not one JSON object in valid UTF-8, or has the member {@code uri} twice, answers {@link
 * Reason#MALFORMED}; an object whose {@code uri} is null or not text answers {@link Reason#EMPTY}.
 * A line of more than 16 MiB is not read but answers {@link Reason#TOO_LONG}.
 *
 * <p>Answers are flushed whenever the next line would have to be waited for, so that a program can
 * talk through two pipes. One use; not thread-safe.
 */
public final class CanonicalizeLines {

  private static final int MAX_LINE_BYTES = 16 << 20;

  private final InputStream in;
  private final OutputStream out;
  private final byte[] chunk = new byte[64 << 10];
  private byte[] line = new byte[4 << 10];
  private int length;
  private boolean tooLong;

  /** Answers the lines of one stream on another; closes neither. Buffers both. */
  public CanonicalizeLines(InputStream in, OutputStream out) {
    this.in = in;
    this.out = out;
  }

  /**
   * Answers until the input ends.
   *
   * @throws IOException if a stream cannot be read or written
   */
  public void run() throws IOException {
    StringBuilder answers = new StringBuilder();
    int read = in.read(chunk);
    while (read >= 0) {
      int start = 0;
      for (int i = 0; i < read; i++) {
        if (chunk[i] == '\n') {
          append(start, i);
          answer(answers);
          start = i + 1;
        }
      }
      append(start, read);
      flush(answers);
      read = in.read(chunk);
    }
    if (length > 0 || tooLong) {
      answer(answers);
    }
    flush(answers);
  }

  /** The answer to one line, without its end. Never throws. */
  public static String answer(byte[] line, int offset, int length) {
    ContentKey.Result result = read(line, offset, length);
    return result.isKey()
        ? "{\"key\":\"" + result.key().text() + "\"}"
        : "{\"reason\":\"" + result.reason() + "\"}";
  }

  private static ContentKey.Result read(byte[] line, int offset, int length) {
    String uri = null;
    boolean seen = false;
    try (JsonParser json = Utf8Json.open(line, offset, length)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return ContentKey.Result.refused(Reason.MALFORMED);
      }
      String name = json.nextFieldName();
      while (name != null) {
        JsonToken value = json.nextToken();
        if (name.equals("uri")) {
          if (seen) {
            return ContentKey.Result.refused(Reason.MALFORMED);
          }
          seen = true;
          uri = value == JsonToken.VALUE_STRING ? json.getText() : null;
        }
        json.skipChildren();
        name = json.nextFieldName();
      }
      if (!seen || json.nextToken() != null) {
        return ContentKey.Result.refused(Reason.MALFORMED);
      }
    } catch (IOException e) {
      return ContentKey.Result.refused(Reason.MALFORMED);
    }
    return ContentKey.of(uri);
  }

  private void append(int from, int to) {
    int more = to - from;
    if (tooLong || length + more > MAX_LINE_BYTES) {
      tooLong = true;
      return;
    }
    if (line.length - length < more) {
      line = Arrays.copyOf(line, Math.max(2 * line.length, length + more));
    }
    System.arraycopy(chunk, from, line, length, more);
    length += more;
  }

  private void answer(StringBuilder answers) {
    if (tooLong) {
      answers.append("{\"reason\":\"").append(Reason.TOO_LONG).append("\"}");
    } else {
      boolean carriageReturn = length > 0 && line[length - 1] == '\r';
      answers.append(answer(line, 0, carriageReturn ? length - 1 : length));
    }
    answers.append('\n');
    length = 0;
    tooLong = false;
  }

  private void flush(StringBuilder answers) throws IOException {
    out.write(answers.toString().getBytes(StandardCharsets.US_ASCII));
    out.flush();
    answers.setLength(0);
  }
}
