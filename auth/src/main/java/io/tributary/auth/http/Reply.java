package io.tributary.auth.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.hotkey.access.AccessAnswer;
import io.tributary.hotkey.access.AccessReason;
import io.tributary.hotkey.wire.StrictJson;

/** An answer: status and JSON, which may hold credentials. Not to be logged. */
record Reply(int status, byte[] json) {

  static Reply ok(ObjectNode json) {
    return new Reply(200, StrictJson.toBytes(json));
  }

  static Reply refused(AccessReason reason, String message, String requestId) {
    return new Reply(
        reason.httpStatus(), StrictJson.toBytes(AccessAnswer.refused(reason, message, requestId)));
  }

  @Override
  public String toString() {
    return "Reply[" + status + "]";
  }
}
