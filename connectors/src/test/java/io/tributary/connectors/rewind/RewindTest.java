package io.tributary.connectors.rewind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.connectors.sink.RewindRange;
import io.tributary.connectors.sink.StagedFile;
import io.tributary.connectors.sink.StaleRestoreException;
import io.tributary.lake.proof.CommittedFile;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What is withdrawn, in which order, and what is left alone. */
class RewindTest {

  private static final RewindRange RANGE = RewindRange.parse("0.5..0.9");

  private final MemoryStretch lake = new MemoryStretch();

  private RewindResult run() throws Exception {
    return run(RANGE);
  }

  private RewindResult run(RewindRange range) throws Exception {
    try (Rewind rewind = lake.rewind()) {
      return rewind.run("line", range, Math.max(70, range.upTo().epoch() + 1));
    }
  }

  @Test
  void whatIsLaterGoesAndTheRestStays() throws Exception {
    StagedFile kept = lake.commit(1, 0, 5);
    StagedFile first = lake.commit(2, 0, 6);
    StagedFile last = lake.commit(3, 0, 9);
    StagedFile waiting = lake.park(4, 0, 5);
    StagedFile parked = lake.park(5, 0, 8);
    assertThat(run()).isEqualTo(new RewindResult(2, 6, 1));
    assertThat(lake.objects).containsOnlyKeys(kept.key());
    assertThat(lake.published()).containsExactly(kept.key());
    assertThat(lake.parked).containsOnlyKeys(waiting.key().path());
    assertThat(lake.uploads).containsExactly(waiting.upload().uploadId());
    assertThat(lake.messages.subList(3, 6))
        .containsExactly(
            last.committed().withdrawn(70),
            first.committed().withdrawn(70),
            parked.committed().withdrawn(70));
    // Once more, it finds nothing to do.
    assertThat(run()).isEqualTo(new RewindResult(0, 0, 0));
    assertThat(lake.messages).hasSize(6);
  }

  @Test
  void filesOfAnotherLineStay() throws Exception {
    StagedFile ours = lake.commit(1, 0, 9);
    StagedFile other = MemoryStretch.file(2, 0, 9).withCheckpoint("other", ours.position());
    lake.complete(other);
    lake.messages.add(other.committed());
    lake.park(3, 0, 7);
    lake.parked.replaceAll((key, file) -> file.withCheckpoint("other", file.position()));
    assertThat(run()).isEqualTo(new RewindResult(1, 3, 0));
    assertThat(lake.objects).containsOnlyKeys(other.key());
    assertThat(lake.parked).hasSize(1);
  }

  @Test
  void givenAgainLaterItTouchesNothingThatWasWrittenSince() throws Exception {
    lake.commit(1, 0, 7);
    run();
    // The rows came again and made the same file; another is new.
    StagedFile again = lake.commit(1, 70, 6);
    StagedFile fresh = lake.commit(2, 70, 9);
    assertThat(run()).isEqualTo(new RewindResult(0, 0, 0));
    assertThat(lake.objects).containsOnlyKeys(again.key(), fresh.key());
    assertThat(lake.published()).containsExactlyInAnyOrder(again.key(), fresh.key());
  }

  @Test
  void anObjectThatIsNotTheCommittedFileIsNeverRemoved() throws Exception {
    StagedFile file = lake.commit(1, 0, 7);
    lake.complete(MemoryStretch.file(1, 0, 8));
    assertThatThrownBy(this::run)
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(file.key() + " is not the file that was committed there");
    assertThat(lake.objects).containsOnlyKeys(file.key());
    assertThat(lake.messages).hasSize(1);
    lake.objects.clear();
    assertThat(run()).isEqualTo(new RewindResult(1, 3, 0));
  }

  @Test
  void aParkedFileThatWasFinishedGoesAndAnothersObjectStays() throws Exception {
    lake.complete(lake.park(1, 0, 7));
    StagedFile taken = lake.park(2, 0, 7);
    lake.objects.put(taken.key(), lake.objects.get(MemoryStretch.file(1, 0, 7).key()));
    assertThat(run()).isEqualTo(new RewindResult(0, 0, 2));
    assertThat(lake.objects).containsOnlyKeys(taken.key());
    assertThat(lake.parked).isEmpty();
    assertThat(lake.uploads).isEmpty();
  }

  @Test
  void brokenOffAnywhereItIsFinishedByRunningAgain() throws Exception {
    for (int calls = 0; ; calls++) {
      MemoryStretch one = new MemoryStretch();
      one.commit(1, 0, 5);
      one.commit(2, 0, 6);
      one.commit(3, 0, 8);
      one.complete(one.park(4, 0, 9));
      one.callsLeft = calls;
      try (Rewind rewind = one.rewind()) {
        rewind.run("line", RANGE, 70);
        assertThat(calls).isEqualTo(2 + 2 + 4);
        return;
      } catch (IOException e) {
        assertThat(e).hasMessageStartingWith("broken off before ");
      }
      one.callsLeft = -1;
      // What the logs name is there, but for the one object that was being removed.
      assertThat(
              one.published().size()
                  - one.objects.keySet().stream().filter(one.published()::contains).count())
          .isLessThanOrEqualTo(1);
      try (Rewind rewind = one.rewind()) {
        rewind.run("line", RANGE, 71);
      }
      assertThat(one.objects).hasSize(1);
      assertThat(one.published()).isEqualTo(one.objects.keySet());
      assertThat(one.parked).isEmpty();
      assertThat(one.uploads).isEmpty();
    }
  }

  @Test
  void aRangeThatLeavesLaterFilesOutIsRefused() {
    lake.commit(1, 0, 7);
    lake.commit(2, 0, 12);
    assertThatThrownBy(this::run)
        .isInstanceOf(IOException.class)
        .hasMessage(
            "nothing is withdrawn: line has files up to 0.12, which is after 0.9; give all of"
                + " them up with --rewind 0.5..0.12, or none");
    assertThat(lake.objects).hasSize(2);
  }

  @Test
  void whereNoJobMayStartNothingIsWithdrawn() throws Exception {
    lake.commit(1, 0, 4);
    lake.commit(2, 0, 7);
    run(RewindRange.parse("0.3..0.7"));
    lake.commit(3, 70, 4);
    assertThatThrownBy(() -> run(RewindRange.parse("0.5..70.4")))
        .isInstanceOf(StaleRestoreException.class)
        .hasMessageStartingWith(
            "STALE_RESTORE: the job would start from checkpoint 5, but a file of checkpoint 4 of"
                + " line was withdrawn");
    assertThat(lake.objects).hasSize(1);
    assertThat(run(RewindRange.parse("0.3..70.4"))).isEqualTo(new RewindResult(1, 3, 0));
    assertThat(lake.messages).filteredOn(CommittedFile::isWithdrawn).hasSize(3);
  }

  @Test
  void theStartThatFollowsIsLaterThanWhatItWithdraws() {
    StagedFile file = lake.commit(1, 70, 4);
    assertThatThrownBy(
            () -> {
              try (Rewind rewind = lake.rewind()) {
                rewind.run("line", RewindRange.parse("0.3..70.4"), 70);
              }
            })
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("start 70 does not follow 70.4, which it rewinds");
    assertThat(lake.objects).containsOnlyKeys(file.key());
  }

  @Test
  void everythingGoesWhereTheJobIsToStartFromNothing() throws Exception {
    lake.commit(1, 0, 4);
    lake.commit(2, 0, 7);
    assertThat(run(RewindRange.parse("0.0..0.7"))).isEqualTo(new RewindResult(2, 6, 0));
    assertThat(lake.objects).isEmpty();
  }
}
