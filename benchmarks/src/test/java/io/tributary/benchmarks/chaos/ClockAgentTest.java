package io.tributary.benchmarks.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ClockAgentTest {

  /** Asks for the time in every way, in milliseconds. */
  public static final class Asking implements Supplier<List<Long>> {
    @Override
    public List<Long> get() {
      return List.of(
          System.currentTimeMillis(),
          Clock.systemUTC().millis(),
          Instant.now().toEpochMilli(),
          System.nanoTime() / 1_000_000);
    }
  }

  /** Loads one class anew. */
  private static final class Loader extends ClassLoader {
    Loader() {
      super(ClockAgentTest.class.getClassLoader());
    }

    @SuppressWarnings("unchecked") // It is the class above.
    Supplier<List<Long>> asking() throws IOException, ReflectiveOperationException {
      String name = Asking.class.getName();
      try (InputStream file =
          Asking.class.getResourceAsStream("/" + name.replace('.', '/') + ".class")) {
        byte[] redirected = ClockAgent.redirect(file.readAllBytes());
        Class<?> loaded = defineClass(name, redirected, 0, redirected.length);
        return (Supplier<List<Long>>) loaded.getConstructor().newInstance();
      }
    }
  }

  @AfterEach
  void setRight() {
    ClockAgent.clock().step(Duration.ZERO);
  }

  @Test
  void theTimeOfDayIsTheClocksAndIntervalsAreNot() throws Exception {
    Supplier<List<Long>> asking = new Loader().asking();
    long behind = Duration.ofHours(-1).toMillis();

    ClockAgent.clock().step(Duration.ofHours(-1));
    List<Long> real = new Asking().get();
    List<Long> told = asking.get();

    for (int i = 0; i < 3; i++) {
      assertThat(told.get(i) - real.get(i)).isBetween(behind, behind + 60_000);
    }
    assertThat(told.get(3) - real.get(3)).isBetween(0L, 60_000L);
  }
}
