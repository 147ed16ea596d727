package io.tributary.local.demo.expect;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads and writes {@code expected.json}: {@code version}, {@code total}, {@code miners}, and
 * {@code keys}, which maps each content key to the numbers of the miners that hold it. Streams, so
 * that the file may be large.
 */
public final class ExpectationFile {

  /** Its name in the demo's folder. */
  public static final String NAME = "expected.json";

  private static final int VERSION = 1;
  private static final JsonFactory JSON = new JsonFactory();

  private ExpectationFile() {}

  /** Writes the file whole or not at all. */
  public static void write(Path file, Expectation expectation) throws IOException {
    Path making = file.resolveSibling(file.getFileName() + ".new");
    try (JsonGenerator out = JSON.createGenerator(making.toFile(), JsonEncoding.UTF8)) {
      out.writeStartObject();
      out.writeNumberField("version", VERSION);
      writeTotal(out, expectation);
      out.writeArrayFieldStart("miners");
      for (Expectation.Miner miner : expectation.miners()) {
        out.writeRaw('\n');
        out.writeStartObject();
        out.writeStringField("name", miner.name());
        out.writeStringField("hotkey", miner.hotkey());
        out.writeNumberField("received", miner.received());
        out.writeNumberField("rejected", miner.rejected());
        writeCounts(out, miner.refused());
        out.writeEndObject();
      }
      out.writeEndArray();
      out.writeObjectFieldStart("keys");
      for (Map.Entry<String, int[]> entry : new TreeMap<>(expectation.holders()).entrySet()) {
        out.writeRaw('\n');
        out.writeFieldName(entry.getKey());
        out.writeArray(entry.getValue(), 0, entry.getValue().length);
      }
      out.writeEndObject();
      out.writeEndObject();
      out.writeRaw('\n');
    }
    Files.move(making, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * Reads a file that {@link #write} wrote.
   *
   * @throws IOException if it cannot be read or has another version
   */
  public static Expectation read(Path file) throws IOException {
    List<Expectation.Miner> miners = new ArrayList<>();
    Map<String, int[]> holders = new HashMap<>();
    try (JsonParser in = JSON.createParser(file.toFile())) {
      in.nextToken();
      while (in.nextToken() == JsonToken.FIELD_NAME) {
        String field = in.currentName();
        in.nextToken();
        switch (field) {
          case "version" -> requireVersion(file, in.getIntValue());
          case "miners" -> readMiners(in, miners);
          case "keys" -> readKeys(in, holders);
          default -> in.skipChildren();
        }
      }
    }
    return new Expectation(List.copyOf(miners), holders);
  }

  private static void requireVersion(Path file, int version) throws IOException {
    if (version != VERSION) {
      throw new IOException(
          file
              + " has version "
              + version
              + ", this release reads "
              + VERSION
              + "; use a new folder");
    }
  }

  private static void writeTotal(JsonGenerator out, Expectation expectation) throws IOException {
    Map<String, Long> refused = new TreeMap<>();
    expectation
        .miners()
        .forEach(m -> m.refused().forEach((r, n) -> refused.merge(r, n, Long::sum)));
    out.writeObjectFieldStart("total");
    out.writeNumberField("received", expectation.received());
    out.writeNumberField("accepted", expectation.accepted());
    out.writeNumberField("duplicate", expectation.duplicate());
    out.writeNumberField("rejected", expectation.rejected());
    writeCounts(out, refused);
    out.writeEndObject();
  }

  private static void writeCounts(JsonGenerator out, Map<String, Long> refused) throws IOException {
    out.writeObjectFieldStart("refused");
    for (Map.Entry<String, Long> entry : new TreeMap<>(refused).entrySet()) {
      out.writeNumberField(entry.getKey(), entry.getValue());
    }
    out.writeEndObject();
  }

  private static void readMiners(JsonParser in, List<Expectation.Miner> miners) throws IOException {
    while (in.nextToken() == JsonToken.START_OBJECT) {
      String name = "";
      String hotkey = "";
      long received = 0;
      Map<String, Long> refused = new TreeMap<>();
      while (in.nextToken() == JsonToken.FIELD_NAME) {
        String field = in.currentName();
        in.nextToken();
        switch (field) {
          case "name" -> name = in.getText();
          case "hotkey" -> hotkey = in.getText();
          case "received" -> received = in.getLongValue();
          case "refused" -> {
            while (in.nextToken() == JsonToken.FIELD_NAME) {
              String reason = in.currentName();
              refused.put(reason, in.nextLongValue(0));
            }
          }
          default -> in.skipChildren();
        }
      }
      miners.add(new Expectation.Miner(name, hotkey, received, refused));
    }
  }

  private static void readKeys(JsonParser in, Map<String, int[]> holders) throws IOException {
    int[] numbers = new int[64];
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      String key = in.currentName();
      in.nextToken();
      int count = 0;
      while (in.nextToken() != JsonToken.END_ARRAY) {
        if (count == numbers.length) {
          numbers = Arrays.copyOf(numbers, count * 2);
        }
        numbers[count++] = in.getIntValue();
      }
      holders.put(key, Arrays.copyOf(numbers, count));
    }
  }
}
