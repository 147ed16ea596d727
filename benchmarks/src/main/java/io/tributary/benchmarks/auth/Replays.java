package io.tributary.benchmarks.auth;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Captured requests sent again and again. In rounds, so that no capture is so old that it would be
 * refused for its age alone.
 *
 * <p>A round first sends each new request as often as there are connections, at the same time: one
 * of them may be granted. Then it sends all of them in random order: none may.
 */
final class Replays {

  private static final int REQUESTS_A_ROUND = 192;
  private static final int SENDS_A_ROUND = 25_000;

  private final Load load;
  private final int connections;
  private final List<Kind> kinds;
  private final Random random;

  Replays(Load load, int connections, List<Kind> kinds, Random random) {
    this.load = load;
    this.connections = connections;
    this.kinds = kinds;
    this.random = random;
  }

  /**
   * How it ended.
   *
   * @param captured requests that were granted once
   * @param sent how often one of them was sent again
   * @param accepted how often that was granted
   * @param outcomes how often each answer came, first uses included
   */
  record Result(long captured, long sent, long accepted, Map<String, Integer> outcomes) {}

  /** Sends at least so many replays. */
  Result run(long replays) throws IOException, InterruptedException {
    Map<String, Integer> outcomes = new TreeMap<>();
    long captured = 0;
    long sends = 0;
    while (sends - captured < replays) {
      long left = replays - (sends - captured);
      List<byte[]> round = new ArrayList<>();
      int wanted = (int) Math.min(REQUESTS_A_ROUND, Math.max(1, left / connections));
      for (int i = 0; i < wanted; i++) {
        round.add(kinds.get(i % kinds.size()).maker().get());
      }
      captured += wanted;
      sends += send(atOnce(round), outcomes);
      left = Math.min(SENDS_A_ROUND, replays - (sends - captured));
      if (left > 0) {
        sends += send(shuffled(round, (int) left), outcomes);
      }
    }
    long granted = outcomes.getOrDefault("200", 0);
    if (granted < captured) {
      throw new IOException(
          "only " + granted + " of " + captured + " requests were granted at all: " + outcomes);
    }
    return new Result(captured, sends - captured, granted - captured, outcomes);
  }

  private long send(List<byte[]> requests, Map<String, Integer> outcomes)
      throws IOException, InterruptedException {
    load.closed(requests)
        .outcomes()
        .forEach((outcome, count) -> outcomes.merge(outcome, count, Integer::sum));
    return requests.size();
  }

  private List<byte[]> atOnce(List<byte[]> requests) {
    List<byte[]> all = new ArrayList<>(requests.size() * connections);
    for (byte[] request : requests) {
      // One more than there are connections, so that one connection alone replays too.
      all.addAll(Collections.nCopies(connections + 1, request));
    }
    return all;
  }

  private List<byte[]> shuffled(List<byte[]> requests, int count) {
    List<byte[]> all = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      all.add(requests.get(random.nextInt(requests.size())));
    }
    return all;
  }
}
