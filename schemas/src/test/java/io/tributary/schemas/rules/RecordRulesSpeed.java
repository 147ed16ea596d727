package io.tributary.schemas.rules;

import io.tributary.schemas.ContentKey;
import io.tributary.schemas.avro.MinerRecord;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Instant;
import java.util.function.IntConsumer;

/** Prints how many addresses and records a second one core checks. Run by hand; no test. */
final class RecordRulesSpeed {

  private static final Instant APPENDED = Instant.parse("2026-03-14T12:00:00Z");

  /** Time on the processor, so that other work on the machine does not count. */
  private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();

  private RecordRulesSpeed() {}

  public static void main(String[] args) {
    String[] urls = {
      "https://x.com/Solar_Ledger/status/2032750303094272042",
      "https://www.reddit.com/r/bittensor_/comments/1kd7xpa/subnet_storage_costs/mk4q9z2/",
      "https://mobile.twitter.com/Solar_Ledger/status/2032750303094272042/photo/1?s=20",
      "https://old.reddit.com/r/bittensor_/comments/1kd7xpa/./%73ubnet/",
      "https://notx.com/Solar_Ledger/status/2032750303094272042"
    };
    MinerRecord[] records = {
      Records.canonical("x"), Records.canonical("reddit"), Records.canonical("reddit_post")
    };
    RecordRules rules = new RecordRules(RuleOptions.DEFAULT);
    long[] sink = new long[1];
    for (int round = 0; round < 5; round++) {
      measure(
          "addresses", 5_000_000, i -> sink[0] += ContentKey.of(urls[i % urls.length]).hashCode());
      measure("tweets", 300_000, i -> sink[0] += rules.check(records[0], APPENDED).hashCode());
      measure(
          "Reddit", 300_000, i -> sink[0] += rules.check(records[1 + i % 2], APPENDED).hashCode());
    }
    System.out.println(sink[0]);
  }

  private static void measure(String name, int times, IntConsumer action) {
    long start = CPU.getCurrentThreadCpuTime();
    for (int i = 0; i < times; i++) {
      action.accept(i);
    }
    double seconds = (CPU.getCurrentThreadCpuTime() - start) / 1e9;
    System.out.printf("%s: %,.0f a second%n", name, times / seconds);
  }
}
