package io.tributary.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import picocli.CommandLine.Option;

/**
 * How commands about one key answer: a JSON line on standard output for programs, and the same on
 * standard error for people, unless {@code --json} is given.
 */
final class KeyAnswer {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  @Option(names = "--json", description = "Answer with the JSON line only.")
  private boolean jsonOnly;

  /** Answers with a line that is a flat JSON object. */
  void write(Streams streams, String json) throws IOException {
    if (!jsonOnly) {
      JsonNode fields = MAPPER.readTree(json);
      for (String name : (Iterable<String>) fields::fieldNames) {
        streams.err().printf("%-10s %s%n", name, fields.get(name).asText());
      }
    }
    streams.line(json);
  }
}
