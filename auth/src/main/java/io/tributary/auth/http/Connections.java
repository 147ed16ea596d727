package io.tributary.auth.http;

import java.net.InetAddress;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All open connections: how many there may be and how long each may take, looked at by one thread
 * of its own. Thread-safe.
 */
final class Connections implements Connection.Listener, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Connections.class);

  /** Looked at this often within the shortest limit. */
  private static final int LOOKS = 20;

  private final HttpLimits limits;
  private final Map<Connection, Watch> open = new ConcurrentHashMap<>();
  private final Map<InetAddress, Integer> byAddress = new ConcurrentHashMap<>();
  private final CountDownLatch closed = new CountDownLatch(1);

  Connections(HttpLimits limits) {
    this.limits = limits;
    Thread thread = new Thread(this::look, "auth-deadlines");
    thread.setDaemon(true);
    thread.start();
  }

  private void look() {
    try {
      while (!closed.await(limits.request().toNanos() / LOOKS, TimeUnit.NANOSECONDS)) {
        long now = System.nanoTime();
        open.values().forEach(watch -> check(watch, now));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void check(Watch watch, long now) {
    try {
      watch.check(limits, now);
    } catch (RuntimeException e) {
      LOG.warn("a connection could not be ended", e);
    }
  }

  @Override
  public void onOpened(Connection connection) {
    long now = System.nanoTime();
    Watch watch = new Watch(connection, now);
    open.put(connection, watch);
    watch.address().ifPresent(address -> byAddress.merge(address, 1, Integer::sum));
    if (isOneTooMany(watch)) {
      end(watch);
    } else {
      makeRoom(now);
    }
  }

  private boolean isOneTooMany(Watch watch) {
    int most = limits.mostPerAddress();
    return most > 0
        && watch.address().map(address -> byAddress.getOrDefault(address, 0)).orElse(0) > most;
  }

  /**
   * Whoever is new owes for the shortest time, so that slow ones make room for it. One thread at a
   * time, or two that come together would end the same one.
   */
  private synchronized void makeRoom(long now) {
    while (open.size() > limits.mostConnections()) {
      open.values().stream()
          .max(Comparator.comparingLong(watch -> watch.owing(now)))
          .ifPresent(this::end);
    }
  }

  /** Counts a connection no longer from now on; that it is closed is noticed only later. */
  private void end(Watch watch) {
    forget(watch.connection());
    watch.close();
  }

  @Override
  public void onClosed(Connection connection) {
    forget(connection);
  }

  private void forget(Connection connection) {
    Watch watch = open.remove(connection);
    if (watch != null) {
      watch
          .address()
          .ifPresent(
              address -> byAddress.computeIfPresent(address, (a, n) -> n == 1 ? null : n - 1));
    }
  }

  /** The watch of a connection; one that was closed meanwhile is watched by nobody. */
  Watch of(Connection connection) {
    Watch watch = open.get(connection);
    return watch == null ? new Watch(connection, System.nanoTime()) : watch;
  }

  int count() {
    return open.size();
  }

  /** Closes all connections that owe the rest of a request, or rest. */
  void closeOwing() {
    open.values().stream().filter(watch -> !watch.isAnswering()).forEach(Watch::close);
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
