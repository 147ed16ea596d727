package io.tributary.hotkey.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.hotkey.wire.MalformedBytesException;
import io.tributary.hotkey.wire.StrictJson;
import java.time.DateTimeException;
import java.time.Instant;

/**
 * The service's answers on the wire. Thread-safe.
 *
 * <p>200: {@code {"credentials":{"AccessKeyId","SecretAccessKey","SessionToken","Expiration"},
 * "requestId"}}; else {@code {"error":CODE,"message","requestId"}}.
 */
public final class AccessAnswer {

  private AccessAnswer() {}

  /** The answer that carries credentials; the expiration is ISO text in UTC. */
  public static ObjectNode issued(IssuedCredentials credentials, String requestId) {
    ObjectNode json = StrictJson.newObject();
    ObjectNode inner = json.putObject("credentials");
    inner.put("AccessKeyId", credentials.accessKeyId());
    inner.put("SecretAccessKey", credentials.secretAccessKey());
    inner.put("SessionToken", credentials.sessionToken());
    inner.put("Expiration", credentials.expiration().toString());
    json.put("requestId", requestId);
    return json;
  }

  /** The answer that refuses. */
  public static ObjectNode refused(AccessReason reason, String message, String requestId) {
    ObjectNode json = StrictJson.newObject();
    json.put("error", reason.name());
    json.put("message", message);
    json.put("requestId", requestId);
    return json;
  }

  /** The answer that refuses in the form of version 1: {@code error} is a sentence. */
  public static ObjectNode refusedV1(AccessReason reason, String message, String requestId) {
    ObjectNode json = StrictJson.newObject();
    json.put("error", reason.text());
    json.put("code", reason.name());
    json.put("message", message);
    json.put("requestId", requestId);
    return json;
  }

  /** Reads the credentials of an answer with status 200. */
  public static IssuedCredentials readIssued(byte[] utf8) throws MalformedBytesException {
    JsonNode node = StrictJson.anyObject(utf8).get("credentials");
    if (!(node instanceof ObjectNode inner)) {
      throw new MalformedBytesException("an answer without credentials");
    }
    try {
      return new IssuedCredentials(
          StrictJson.text(inner, "AccessKeyId"),
          StrictJson.text(inner, "SecretAccessKey"),
          StrictJson.text(inner, "SessionToken"),
          Instant.parse(StrictJson.text(inner, "Expiration")));
    } catch (DateTimeException e) {
      MalformedBytesException refused = new MalformedBytesException("Expiration must be ISO text");
      refused.initCause(e);
      throw refused;
    }
  }

  /** Reads the reason of any other answer. */
  public static AccessException readRefused(byte[] utf8) throws MalformedBytesException {
    ObjectNode json = StrictJson.anyObject(utf8);
    String code = StrictJson.text(json, "error");
    for (AccessReason reason : AccessReason.values()) {
      if (reason.name().equals(code)) {
        String id = json.path("requestId").asText("?");
        return new AccessException(
            reason,
            reason.text() + " (" + json.path("message").asText("") + ", request " + id + ")");
      }
    }
    throw new MalformedBytesException("an answer with an unknown reason code");
  }
}
