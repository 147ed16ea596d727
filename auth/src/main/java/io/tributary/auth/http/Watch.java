package io.tributary.auth.http;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.eclipse.jetty.io.Connection;

/**
 * What one connection is doing, and since when. Thread-safe.
 *
 * <p>Time is that of {@link System#nanoTime}. A request counts from the first byte after the last
 * answer, so that a client cannot win time by sending its headers slowly.
 */
final class Watch {

  private enum Doing {
    /** No byte of a next request is here. */
    RESTING,
    /** Some of a request is here. */
    RECEIVING,
    /** All of a request is here. */
    ANSWERING
  }

  private final Connection connection;
  private final Optional<InetAddress> address;
  private Doing doing = Doing.RESTING;
  private long since;
  private long bytesAtRest;
  private BodyReader reader;

  Watch(Connection connection, long now) {
    this.connection = connection;
    this.since = now;
    this.address =
        connection.getEndPoint().getRemoteSocketAddress() instanceof InetSocketAddress remote
            ? Optional.ofNullable(remote.getAddress())
            : Optional.empty();
  }

  /** The headers of a request are here, and its body is being read. */
  synchronized void receiving(BodyReader body, long now) {
    if (doing != Doing.RECEIVING) {
      doing = Doing.RECEIVING;
      since = now;
    }
    reader = body;
  }

  synchronized void answering(long now) {
    doing = Doing.ANSWERING;
    since = now;
    reader = null;
  }

  synchronized void answered(long now) {
    doing = Doing.RESTING;
    since = now;
    reader = null;
    bytesAtRest = connection.getBytesIn();
  }

  synchronized boolean isAnswering() {
    return doing == Doing.ANSWERING;
  }

  /** How long it has owed the rest, or the start, of a request; negative if it owes nothing. */
  synchronized long owing(long now) {
    return doing == Doing.ANSWERING ? -1 : now - since;
  }

  /** Ends what has taken too long. */
  void check(HttpLimits limits, long now) {
    BodyReader late = null;
    synchronized (this) {
      if (doing == Doing.RESTING && connection.getBytesIn() != bytesAtRest) {
        doing = Doing.RECEIVING;
        since = now;
      }
      long nanos =
          switch (doing) {
            case RESTING -> limits.idle().toNanos();
            case RECEIVING -> limits.request().toNanos();
            case ANSWERING -> limits.answer().toNanos();
          };
      if (now - since < nanos) {
        return;
      }
      if (doing == Doing.RECEIVING && reader != null) {
        late = reader;
        reader = null;
      }
    }
    if (late == null) {
      close();
    } else {
      late.timeOut();
    }
  }

  void close() {
    connection.getEndPoint().close();
  }

  /** Where it comes from. */
  Optional<InetAddress> address() {
    return address;
  }

  Connection connection() {
    return connection;
  }
}
