package io.tributary.benchmarks.faults;

import io.tributary.benchmarks.chaos.S3Fault;
import java.util.Optional;

/** What goes wrong, a kind at a time. */
enum Fault {
  /** 503 SlowDown. */
  THROTTLED(S3Fault.THROTTLED),
  /** 500 InternalError. */
  BROKEN(S3Fault.BROKEN),
  /** ExpiredToken, while the session is good. */
  EXPIRED(S3Fault.EXPIRED),
  /** Before the store has seen the request. */
  RESET(S3Fault.RESET),
  /** After the store has answered. */
  LOST_ANSWER(S3Fault.LOST_ANSWER),
  /** Half of the body, then the end. */
  TRUNCATED(S3Fault.TRUNCATED),
  /** No answer. */
  HANGING(S3Fault.HANGING),
  /** All sessions end at once. */
  SESSIONS_ENDED("sessions ended"),
  /** The authentication service does not answer. */
  NO_CREDENTIALS("no credentials"),
  /** A listing leaves out objects that are there. */
  LISTING_MISSES("listing misses an object"),
  /** A listing shows an object as it never was, and one that was deleted. */
  LISTING_STALE("listing shows an old object");

  private final String text;
  private final S3Fault request;

  Fault(S3Fault request) {
    this.text = request.text();
    this.request = request;
  }

  Fault(String text) {
    this.text = text;
    this.request = null;
  }

  /** For people. */
  String text() {
    return text;
  }

  /** How a request fails, if that is the fault. */
  Optional<S3Fault> request() {
    return Optional.ofNullable(request);
  }
}
