package io.tributary.auth.service;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.hotkey.access.AccessAnswer;
import io.tributary.hotkey.access.AccessException;
import io.tributary.hotkey.access.AccessReason;

/**
 * One kind of request: how it is read, decided and answered. Thread-safe.
 *
 * @param <R> a request that could be read, nothing of it verified
 */
interface Endpoint<R> {

  /** Its name in audit lines. */
  String name();

  /** Reads a body, strictly. */
  R read(byte[] body) throws AccessException;

  /** What an audit line tells of it. */
  Claim claim(R request);

  /**
   * Decides it.
   *
   * @return the answer if it is granted, which may hold credentials
   */
  ObjectNode grant(R request, String requestId) throws AccessException;

  /** Whether what was received is kept as evidence once it is granted. */
  default boolean isEvidenceKept() {
    return true;
  }

  /** The answer if it is refused. */
  default ObjectNode refusal(AccessReason reason, String message, String requestId) {
    return AccessAnswer.refused(reason, message, requestId);
  }
}
