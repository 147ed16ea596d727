package io.tributary.benchmarks.auth;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Sends requests over many connections, each used by a thread of its own. */
final class Load {

  private final InetSocketAddress address;
  private final int connections;

  Load(InetSocketAddress address, int connections) {
    this.address = address;
    this.connections = connections;
  }

  /**
   * What came back.
   *
   * @param outcomes how often each came, as {@link HttpConnection#send} tells them
   * @param sortedNanos latencies of all, shortest first
   */
  record Answers(Map<String, Integer> outcomes, long[] sortedNanos) {

    int count(String outcome) {
      return outcomes.getOrDefault(outcome, 0);
    }

    double quantileMillis(double part) {
      int index = (int) Math.ceil(part * sortedNanos.length) - 1;
      return sortedNanos[Math.max(0, index)] / 1e6;
    }
  }

  /** Sends one after the other on each connection, as fast as answers come. */
  Answers closed(List<byte[]> requests) throws IOException, InterruptedException {
    return send(requests, 0);
  }

  /**
   * Sends at a steady pace, whether answers come or not. A latency begins when its request was due,
   * so that what waits behind a slow one counts as slow too.
   */
  Answers open(List<byte[]> requests, double perSecond) throws IOException, InterruptedException {
    return send(requests, 1e9 / perSecond);
  }

  private Answers send(List<byte[]> requests, double gapNanos)
      throws IOException, InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(connections);
    List<HttpConnection> opened = new ArrayList<>();
    try {
      for (int i = 0; i < connections; i++) {
        opened.add(new HttpConnection(address));
      }
      String[] outcomes = new String[requests.size()];
      long[] nanos = new long[requests.size()];
      AtomicInteger next = new AtomicInteger();
      long start = System.nanoTime();
      List<Future<?>> ends = new ArrayList<>();
      for (HttpConnection connection : opened) {
        ends.add(
            threads.submit(
                () -> {
                  for (int i = next.getAndIncrement();
                      i < outcomes.length;
                      i = next.getAndIncrement()) {
                    long due = gapNanos == 0 ? System.nanoTime() : start + (long) (i * gapNanos);
                    waitUntil(due);
                    outcomes[i] = connection.send(requests.get(i));
                    nanos[i] = System.nanoTime() - due;
                  }
                  return null;
                }));
      }
      for (Future<?> end : ends) {
        end.get();
      }
      return answers(outcomes, nanos);
    } catch (ExecutionException e) {
      throw new IOException("sending failed: " + e.getCause(), e.getCause());
    } finally {
      threads.shutdownNow();
      for (HttpConnection connection : opened) {
        connection.close();
      }
    }
  }

  private static void waitUntil(long dueNanos) {
    long left = dueNanos - System.nanoTime();
    while (left > 0) {
      LockSupport.parkNanos(left);
      left = dueNanos - System.nanoTime();
    }
  }

  private static Answers answers(String[] outcomes, long[] nanos) {
    Map<String, Integer> counts = new TreeMap<>();
    for (String outcome : outcomes) {
      counts.merge(outcome, 1, Integer::sum);
    }
    Arrays.sort(nanos);
    return new Answers(counts, nanos);
  }
}
