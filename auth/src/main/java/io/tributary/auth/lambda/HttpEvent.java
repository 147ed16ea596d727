package io.tributary.auth.lambda;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.tributary.hotkey.access.AccessException;
import io.tributary.hotkey.access.AccessReason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * A request as an HTTP API hands it on, payload format 2.0. Not to be logged.
 *
 * <p>Format: https://docs.aws.amazon.com/apigateway/latest/developerguide/
 * http-api-develop-integrations-lambda.html
 *
 * @param method of HTTP
 * @param path path and query, without the stage
 * @param body as the client sent it
 */
record HttpEvent(String method, String path, byte[] body) {

  private static final String DEFAULT_STAGE = "$default";

  /** A body of the service's limit, in base64, fits; what is longer is not even held. */
  private static final int MOST_TEXT = 32 * 1024;

  private static final int MOST_DEPTH = 32;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxStringLength(MOST_TEXT)
                  .maxNestingDepth(MOST_DEPTH)
                  .build())
          .build();

  /**
   * Reads an event, of which it holds no more than it needs.
   *
   * @throws AccessException {@code REQUEST_TOO_LARGE} or {@code MALFORMED}
   */
  static HttpEvent read(InputStream event) throws AccessException {
    Fields fields = new Fields();
    try (JsonParser parser = JSON.createParser(event)) {
      fields.read(parser);
    } catch (StreamConstraintsException e) {
      throw new AccessException(AccessReason.REQUEST_TOO_LARGE);
    } catch (IOException e) {
      // The parser's message quotes the input, so it goes no further.
      throw new AccessException(AccessReason.MALFORMED, "not an event in JSON");
    }
    if (!"2.0".equals(fields.version) || fields.method == null || fields.path == null) {
      throw new AccessException(
          AccessReason.MALFORMED, "not an event of an HTTP API with payload format 2.0");
    }
    return new HttpEvent(fields.method, fields.route(), fields.bytes());
  }

  @Override
  public String toString() {
    return "HttpEvent[" + body.length + " bytes]";
  }

  /** What has been read so far. */
  private static final class Fields {

    private String version;
    private String path;
    private String query = "";
    private String stage = DEFAULT_STAGE;
    private String method;
    private String body = "";
    private boolean base64;

    void read(JsonParser parser) throws IOException {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return;
      }
      for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
        JsonToken token = parser.nextToken();
        switch (name) {
          case "version" -> version = text(parser, version);
          case "rawPath" -> path = text(parser, path);
          case "rawQueryString" -> query = text(parser, query);
          case "body" -> body = text(parser, body);
          case "isBase64Encoded" -> base64 = token == JsonToken.VALUE_TRUE;
          case "requestContext" -> readContext(parser);
          default -> parser.skipChildren();
        }
      }
    }

    private void readContext(JsonParser parser) throws IOException {
      if (parser.currentToken() != JsonToken.START_OBJECT) {
        parser.skipChildren();
        return;
      }
      for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
        JsonToken token = parser.nextToken();
        if (name.equals("stage")) {
          stage = text(parser, stage);
        } else if (name.equals("http") && token == JsonToken.START_OBJECT) {
          readHttp(parser);
        } else {
          parser.skipChildren();
        }
      }
    }

    private void readHttp(JsonParser parser) throws IOException {
      for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
        parser.nextToken();
        if (name.equals("method")) {
          method = text(parser, method);
        } else {
          parser.skipChildren();
        }
      }
    }

    private static String text(JsonParser parser, String otherwise) throws IOException {
      if (parser.currentToken() == JsonToken.VALUE_STRING) {
        return parser.getText();
      }
      parser.skipChildren();
      return otherwise;
    }

    /** A stage other than the default one is part of the path. */
    String route() {
      String prefix = "/" + stage + "/";
      String own =
          !stage.equals(DEFAULT_STAGE) && path.startsWith(prefix)
              ? path.substring(prefix.length() - 1)
              : path;
      return query.isEmpty() ? own : own + "?" + query;
    }

    byte[] bytes() throws AccessException {
      if (!base64) {
        return body.getBytes(StandardCharsets.UTF_8);
      }
      try {
        return Base64.getDecoder().decode(body);
      } catch (IllegalArgumentException e) {
        throw new AccessException(AccessReason.MALFORMED, "the event's body is not base64", e);
      }
    }
  }
}
