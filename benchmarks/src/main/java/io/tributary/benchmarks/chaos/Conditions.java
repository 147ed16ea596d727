package io.tributary.benchmarks.chaos;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Waits for things that other processes do. */
final class Conditions {

  private static final Duration POLL = Duration.ofMillis(100);
  private static final int CONNECT_MILLIS = 500;

  private Conditions() {}

  /** Something that becomes true, or fails for good. */
  interface Condition {
    boolean holds() throws Exception;
  }

  /** Whether the condition became true in time. */
  static boolean await(Duration atMost, Condition condition) throws Exception {
    long deadline = System.nanoTime() + atMost.toNanos();
    while (!condition.holds()) {
      if (System.nanoTime() - deadline >= 0) {
        return false;
      }
      TimeUnit.NANOSECONDS.sleep(POLL.toNanos());
    }
    return true;
  }

  /**
   * Waits.
   *
   * @throws IOException if the condition does not become true in time
   */
  static void require(String what, Duration atMost, Condition condition) throws Exception {
    if (!await(atMost, condition)) {
      throw new IOException("waited " + atMost.toSeconds() + " s in vain until " + what);
    }
  }

  /** Whether somebody listens on a port of loopback. */
  static boolean isListening(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
