package io.tributary.auth.http;

import java.time.Duration;

/**
 * What a client may take its time with, and how many there may be. Immutable.
 *
 * @param request from the first byte of a request to its last; nobody trickles for longer
 * @param idle how long a connection may be silent between requests
 * @param answer from the last byte of a request until its answer is taken
 * @param mostConnections open at once; when another one comes, the one that has owed a request for
 *     longest is closed
 * @param mostPerAddress open at once from one address, 0 for as many as there may be: behind a
 *     proxy all have one address
 */
public record HttpLimits(
    Duration request, Duration idle, Duration answer, int mostConnections, int mostPerAddress) {

  private static final Duration LEAST = Duration.ofMillis(100);

  /** 10 s for a request, 30 s of silence, 30 s for an answer, 8,192 connections. */
  public static final HttpLimits DEFAULTS =
      new HttpLimits(
          Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofSeconds(30), 8192, 0);

  /**
   * @throws IllegalArgumentException if nobody could be served
   */
  public HttpLimits {
    if (request.compareTo(LEAST) < 0 || idle.compareTo(LEAST) < 0 || answer.compareTo(LEAST) < 0) {
      throw new IllegalArgumentException("clients must be left " + LEAST + " or more");
    }
    if (mostConnections < 1 || mostPerAddress < 0) {
      throw new IllegalArgumentException("connections must be allowed");
    }
  }

  /** With another limit for each address; 0 lifts it. */
  public HttpLimits withMostPerAddress(int most) {
    return new HttpLimits(request, idle, answer, mostConnections, most);
  }
}
