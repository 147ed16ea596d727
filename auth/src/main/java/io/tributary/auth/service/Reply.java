package io.tributary.auth.service;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.hotkey.wire.StrictJson;

/**
 * An answer: status and JSON, which may hold credentials. Not to be logged, nor to be cached by
 * whoever carries it.
 *
 * @param status of HTTP
 * @param json a JSON object in UTF-8
 */
public record Reply(int status, byte[] json) {

  static Reply of(int status, ObjectNode json) {
    return new Reply(status, StrictJson.toBytes(json));
  }

  @Override
  public String toString() {
    return "Reply[" + status + "]";
  }
}
