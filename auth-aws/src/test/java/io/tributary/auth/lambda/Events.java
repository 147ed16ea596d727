package io.tributary.auth.lambda;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Events as an HTTP API makes them, payload format 2.0. */
final class Events {

  private static final ObjectMapper JSON = new ObjectMapper();

  private Events() {}

  static byte[] post(String path, byte[] body) {
    return bytes(event("POST", path).put("body", new String(body, StandardCharsets.UTF_8)));
  }

  static byte[] postBase64(String path, byte[] body) {
    return bytes(
        event("POST", path)
            .put("body", Base64.getEncoder().encodeToString(body))
            .put("isBase64Encoded", true));
  }

  static byte[] get(String path) {
    return bytes(event("GET", path));
  }

  static ObjectNode event(String method, String path) {
    ObjectNode event = JSON.createObjectNode();
    event.put("version", "2.0").put("routeKey", "$default").put("rawPath", path);
    event.put("rawQueryString", "");
    event.putArray("cookies").add("a=b");
    event.putObject("headers").put("content-type", "application/json").put("host", "example.org");
    ObjectNode context = event.putObject("requestContext");
    context.put("accountId", "123456789012").put("apiId", "api").put("stage", "$default");
    context.putObject("authorizer").putObject("jwt").putObject("claims").put("method", "NONE");
    context
        .putObject("http")
        .put("method", method)
        .put("path", path)
        .put("protocol", "HTTP/1.1")
        .put("sourceIp", "192.0.2.1");
    context.put("requestId", "JKJaXmPLvHcESHA=").put("timeEpoch", 1583348638390L);
    event.put("isBase64Encoded", false);
    return event;
  }

  static byte[] bytes(ObjectNode event) {
    return event.toString().getBytes(StandardCharsets.UTF_8);
  }
}
