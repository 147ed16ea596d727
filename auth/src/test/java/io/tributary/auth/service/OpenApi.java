package io.tributary.auth.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** {@code docs/openapi-auth.yaml}, and whether a message is one that it describes. */
public final class OpenApi {

  private static final Path FILE = Path.of("../docs/openapi-auth.yaml");
  private static final SchemaRegistry SCHEMAS =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  private final ObjectMapper json = new ObjectMapper();
  private final JsonNode document;

  private OpenApi(JsonNode document) {
    this.document = document;
  }

  public static OpenApi load() {
    try {
      return new OpenApi(new ObjectMapper(new YAMLFactory()).readTree(FILE.toFile()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public JsonNode at(String pointer) {
    return document.at(pointer);
  }

  /** Methods by path. */
  public Map<String, List<String>> routes() {
    Map<String, List<String>> routes = new TreeMap<>();
    document
        .at("/paths")
        .properties()
        .forEach(
            path -> {
              List<String> methods = new ArrayList<>();
              path.getValue()
                  .fieldNames()
                  .forEachRemaining(name -> methods.add(name.toUpperCase(Locale.ROOT)));
              routes.put(path.getKey(), methods);
            });
    return routes;
  }

  /** What is wrong with an answer; nothing if it is as described. */
  public List<String> faults(String method, String path, int status, byte[] body) {
    JsonNode operation = document.at("/paths").path(path).path(method.toLowerCase(Locale.ROOT));
    if (operation.isMissingNode()) {
      // What is not described is refused, and that is described.
      String response = status == 404 || status == 405 || status == 400 ? "Refused" + status : "";
      return faults(
          resolve(document.at("/components/responses/" + response)), status, body, method + path);
    }
    JsonNode response = operation.path("responses").path(Integer.toString(status));
    return faults(resolve(response), status, body, method + " " + path);
  }

  private List<String> faults(JsonNode response, int status, byte[] body, String where) {
    JsonNode schema = response.path("content").path("application/json").path("schema");
    if (schema.isMissingNode()) {
      return List.of(where + " is not described as answering " + status);
    }
    return faults(schema, body);
  }

  /** What is wrong with the body of a request. */
  public List<String> requestFaults(String path, byte[] body) {
    return faults(
        document.at("/paths").path(path).at("/post/requestBody/content/application~1json/schema"),
        body);
  }

  private List<String> faults(JsonNode schema, byte[] body) {
    ObjectNode whole = json.createObjectNode();
    whole.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    whole.setAll((ObjectNode) schema.deepCopy());
    whole.set("components", document.get("components"));
    try {
      return SCHEMAS.getSchema(whole).validate(json.readTree(body)).stream()
          .map(Error::toString)
          .toList();
    } catch (IOException e) {
      return List.of("not JSON");
    }
  }

  private JsonNode resolve(JsonNode node) {
    return node.has("$ref") ? document.at(node.get("$ref").textValue().substring(1)) : node;
  }
}
