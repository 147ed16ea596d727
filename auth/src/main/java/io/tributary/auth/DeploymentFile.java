package io.tributary.auth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.hotkey.wire.Octets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * A deployment as operators write it: {@code {"audience":"main","netuid":13,"bucket":"lake",
 * "sinkKeys":["<64 hex>"]}}. Thread-safe.
 */
public final class DeploymentFile {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private DeploymentFile() {}

  /**
   * Reads a deployment.
   *
   * @throws IOException if the file cannot be read or says something else; the message names it
   */
  public static Deployment read(Path file) throws IOException {
    JsonNode json = MAPPER.readTree(Files.readString(file));
    try {
      Set<Octets> sinkKeys = new LinkedHashSet<>();
      for (JsonNode key : required(json, "sinkKeys")) {
        sinkKeys.add(Octets.ofHex(key.asText()));
      }
      return new Deployment(
          required(json, "audience").asText(),
          required(json, "netuid").intValue(),
          required(json, "bucket").asText(),
          sinkKeys);
    } catch (IllegalArgumentException e) {
      throw new IOException(file + ": not a deployment: " + e.getMessage(), e);
    }
  }

  private static JsonNode required(JsonNode json, String name) {
    if (!json.hasNonNull(name)) {
      throw new IllegalArgumentException(name + " is missing");
    }
    return json.get(name);
  }
}
