package io.tributary.auth.lambda;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.tributary.auth.service.Reply;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** An answer as an HTTP API takes it, payload format 2.0. */
final class HttpAnswer {

  private static final JsonFactory JSON = new JsonFactory();

  private HttpAnswer() {}

  static void write(Reply reply, OutputStream output) throws IOException {
    try (JsonGenerator json = JSON.createGenerator(output)) {
      json.writeStartObject();
      json.writeNumberField("statusCode", reply.status());
      json.writeObjectFieldStart("headers");
      json.writeStringField("content-type", "application/json");
      json.writeStringField("cache-control", "no-store");
      json.writeEndObject();
      json.writeBooleanField("isBase64Encoded", false);
      json.writeStringField("body", new String(reply.json(), StandardCharsets.UTF_8));
      json.writeEndObject();
    }
  }
}
