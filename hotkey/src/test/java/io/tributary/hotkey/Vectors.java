package io.tributary.hotkey;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The published test vectors, by group. */
public final class Vectors {

  private static final JsonNode ROOT = read();

  private Vectors() {}

  /** The cases of a group, as many as the header counts. */
  public static Stream<JsonNode> group(String name) {
    JsonNode group = ROOT.get(name);
    if (group.isEmpty() || group.size() != ROOT.at("/header/counts/" + name).asInt()) {
      throw new IllegalStateException("group " + name + " has " + group.size() + " cases");
    }
    return StreamSupport.stream(group.spliterator(), false);
  }

  public static byte[] bytes(JsonNode node, String field) {
    return HexFormat.of().parseHex(node.get(field).asText());
  }

  private static JsonNode read() {
    try (InputStream in = Vectors.class.getResourceAsStream("/crypto-vectors.json")) {
      return new ObjectMapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
