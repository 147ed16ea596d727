package io.tributary.benchmarks.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class S3FaultsTest {

  private static final S3Faults.Trouble COMMITS_BREAK =
      new S3Faults.Trouble(S3Fault.BROKEN, Set.of(S3Call.COMPLETE), 1, 3);

  private final S3Faults faults = new S3Faults(20, new Random(1));

  private void arrive(S3Call call, int times) {
    for (int i = 0; i < times; i++) {
      faults.arrived(call);
    }
  }

  @Test
  void nothingFailsUntilItIsDue() {
    arrive(S3Call.PART, 1_000);

    assertThat(faults.failed()).isZero();
  }

  @Test
  void singleFaultsComeAsFarAsTheyAreDueAllKindsInTurn() {
    faults.due(S3Faults.SINGLE.size());
    arrive(S3Call.PART, 1_000);

    assertThat(faults.failedByKind().keySet()).isEqualTo(S3Faults.SINGLE);
    assertThat(faults.failedByKind().values()).containsOnly(1L);
  }

  @Test
  void neverMoreThanOrdered() {
    faults.due(1_000);
    faults.begin(new S3Faults.Trouble(S3Fault.RESET, Set.of(S3Call.PART), 1, 15));
    arrive(S3Call.PART, 1_000);

    assertThat(faults.failed()).isEqualTo(20);
    assertThat(faults.arrived(S3Call.PART)).isEmpty();
  }

  @Test
  void aTroubleStrikesItsCallsUntilItHasStruckEnough() {
    faults.begin(COMMITS_BREAK);

    assertThat(faults.arrived(S3Call.PART)).isEmpty();
    assertThat(faults.arrived(S3Call.COMPLETE)).isEqualTo(Optional.of(S3Fault.BROKEN));
    arrive(S3Call.COMPLETE, 100);
    assertThat(faults.failed()).isEqualTo(3);
  }
}
