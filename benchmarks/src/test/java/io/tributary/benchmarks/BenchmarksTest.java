package io.tributary.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.ContentKey;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine;

class BenchmarksTest {

  @ParameterizedTest
  @EnumSource(value = Benchmarks.Name.class, mode = EnumSource.Mode.EXCLUDE, names = "chaos")
  void everyBenchmarkRunsAndEndsWithAJsonLine(Benchmarks.Name name) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Benchmarks benchmarks = new Benchmarks(new PrintStream(out, true, StandardCharsets.UTF_8));

    String few =
        "--runs=1 --run-millis=1 --seconds=0.05 --replays=500 --connections=4"
            + " --rows=400 --most-buckets=8 --buffered-mb=2 --new-mb=1 --checkpoints=2"
            + " --trials=20 --tries=50 --gib=0.01 --files=500 --sets=2 --faults=60";
    String[] args = (name.name() + " " + few).split(" ", -1);
    int code = new CommandLine(benchmarks).execute(args);

    assertThat(code).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8).lines())
        .last()
        .asString()
        .startsWith("{\"benchmark\":\"" + name + "\"")
        .contains(figure(name));
  }

  /** So few rows may cost less than the noise, and have no ratio then. */
  private static String figure(Benchmarks.Name name) {
    return switch (name) {
      case challenge -> "\"contentShare\":";
      case faults -> "\"minersFailed\":0,\"filesUnaccounted\":0";
      case timing -> "\"t\":";
      case detection, grinding -> "\"formula\":";
      case sink -> "\"MinerFileSink\":{\"cpuSeconds\":";
      default -> "\"ratio\":";
    };
  }

  @Test
  void differencesInTimeAreSeenOrNot() {
    Random random = new Random(7);
    long[] same = random.longs(20_000, 1000, 1100).toArray();
    long[] alike = random.longs(20_000, 1000, 1100).toArray();
    long[] slower = random.longs(20_000, 1003, 1103).toArray();
    alike[0] = 1_000_000_000;

    assertThat(WelchTest.t(same, alike)).isBetween(-WelchTest.LIKELY, WelchTest.LIKELY);
    assertThat(WelchTest.t(same, slower)).isLessThan(-WelchTest.LIKELY);
    assertThat(WelchTest.t(slower, same)).isGreaterThan(WelchTest.LIKELY);
    assertThat(WelchTest.t(new long[] {5, 5}, new long[] {5, 5})).isZero();
  }

  @Test
  void bothKeysOfAnAddressAreTheSame() {
    for (String address : new CanonicalizeBenchmark(new Random(1)).addresses()) {
      assertThat(PlainContentKey.of(address))
          .as(address)
          .isEqualTo(Optional.of(ContentKey.of(address).key().text()));
    }
  }

  @Test
  void theMedianOfAlternatingRunsIsTold() throws Exception {
    AtomicLong nanos = new AtomicLong();
    SideBySide sideBySide = new SideBySide(nanos::get, Duration.ofNanos(1000), 3);
    Contender slow = new Contender("slow", "slow", n -> nanos.addAndGet(100L * n));
    Contender fast = new Contender("fast", "slow", n -> nanos.addAndGet(50L * n));

    List<Measurement> measurements = sideBySide.measure(List.of(slow, fast));

    assertThat(measurements).extracting(Measurement::median).containsExactly(1e7, 2e7);
    assertThat(new Report("speed", "steps", 3, measurements).json())
        .contains("\"name\":\"fast\",\"perSecond\":20000000")
        .endsWith("\"beside\":\"slow\",\"ratio\":2.0}]}");
  }
}
