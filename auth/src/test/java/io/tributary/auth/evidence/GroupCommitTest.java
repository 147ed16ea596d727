package io.tributary.auth.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GroupCommitTest {

  private static final Path DAY = Path.of("day");
  private static final Path NEXT_DAY = Path.of("next-day");

  /** Syncs what the test lets through; each permit is one batch. */
  private static final class Gate implements GroupCommit.Target {

    private final Semaphore arrived = new Semaphore(0);
    private final Semaphore let = new Semaphore(0);
    private final List<List<String>> synced = new CopyOnWriteArrayList<>();
    private volatile Exception failure;

    @Override
    public void append(Path file, List<byte[]> entries) throws IOException {
      arrived.release();
      let.acquireUninterruptibly();
      if (failure instanceof IOException broken) {
        throw broken;
      }
      if (failure instanceof RuntimeException broken) {
        throw broken;
      }
      List<String> batch = new ArrayList<>(List.of(file.toString()));
      entries.forEach(entry -> batch.add(new String(entry, StandardCharsets.UTF_8)));
      synced.add(batch);
    }
  }

  private final Gate gate = new Gate();
  private final GroupCommit commits = new GroupCommit(gate);
  private final ExecutorService callers = Executors.newCachedThreadPool();

  @AfterEach
  void stop() {
    gate.let.release(1000);
    commits.close();
    callers.shutdownNow();
  }

  /** Appends on a thread of its own; returns once the entry waits behind a batch under way. */
  private Future<?> append(Path file, String entry) {
    return callers.submit(
        () -> {
          commits.append(file, entry.getBytes(StandardCharsets.UTF_8));
          return null;
        });
  }

  private Future<?> appendAndSeeItBegin(String entry) throws InterruptedException {
    Future<?> answer = append(DAY, entry);
    assertThat(gate.arrived.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
    return answer;
  }

  private Future<?> appendBehind(Path file, String entry) {
    int before = commits.waiting();
    Future<?> answer = append(file, entry);
    while (commits.waiting() == before) {
      Thread.onSpinWait();
    }
    return answer;
  }

  @Test
  void nobodyReturnsBeforeTheSyncThatCoversIt() throws Exception {
    Future<?> first = appendAndSeeItBegin("a");
    Future<?> second = appendBehind(DAY, "b");
    assertThatThrownBy(() -> first.get(20, TimeUnit.MILLISECONDS))
        .isInstanceOf(TimeoutException.class);
    gate.let.release();
    first.get(10, TimeUnit.SECONDS);
    assertThat(gate.arrived.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
    assertThat(second).isNotDone();
    gate.let.release();
    second.get(10, TimeUnit.SECONDS);
  }

  @Test
  void whatWaitsSharesASyncInOrder() throws Exception {
    List<Future<?>> answers = new ArrayList<>();
    answers.add(appendAndSeeItBegin("a"));
    answers.add(appendBehind(DAY, "b"));
    answers.add(appendBehind(NEXT_DAY, "x"));
    answers.add(appendBehind(DAY, "c"));
    gate.let.release(3);
    for (Future<?> answer : answers) {
      answer.get(10, TimeUnit.SECONDS);
    }
    assertThat(gate.synced)
        .containsExactly(List.of("day", "a"), List.of("day", "b", "c"), List.of("next-day", "x"));
  }

  @Test
  void aFailureReachesEveryoneItStruckAndNobodyElse() throws Exception {
    Future<?> good = appendAndSeeItBegin("a");
    Future<?> bad = appendBehind(DAY, "b");
    Future<?> alsoBad = appendBehind(DAY, "c");
    gate.let.release();
    good.get(10, TimeUnit.SECONDS);
    assertThat(gate.arrived.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
    gate.failure = new IOException("the disk is full");
    gate.let.release();
    for (Future<?> answer : List.of(bad, alsoBad)) {
      assertThatThrownBy(() -> answer.get(10, TimeUnit.SECONDS))
          .isInstanceOf(ExecutionException.class)
          .cause()
          .isInstanceOf(IOException.class)
          .hasMessageContaining("could not be made durable")
          .hasMessageContaining("the disk is full");
    }
    gate.failure = new IllegalStateException("odd");
    gate.let.release();
    assertThatThrownBy(() -> append(DAY, "d").get(10, TimeUnit.SECONDS))
        .hasMessageContaining("IllegalStateException: odd");
    gate.failure = null;
    gate.let.release();
    append(DAY, "e").get(10, TimeUnit.SECONDS);
    assertThat(gate.synced).containsExactly(List.of("day", "a"), List.of("day", "e"));
  }

  @Test
  void anInterruptedCallerStillLearnsTheTruth() throws Exception {
    gate.let.release();
    Future<Boolean> interrupted =
        callers.submit(
            () -> {
              Thread.currentThread().interrupt();
              commits.append(DAY, "a".getBytes(StandardCharsets.UTF_8));
              return Thread.interrupted();
            });
    assertThat(interrupted.get(10, TimeUnit.SECONDS)).isTrue();
    assertThat(gate.synced).containsExactly(List.of("day", "a"));
  }

  @Test
  void closingWritesWhatWaitsAndTakesNoMore() throws Exception {
    Future<?> first = appendAndSeeItBegin("a");
    Future<?> second = appendBehind(DAY, "b");
    gate.let.release(2);
    commits.close();
    first.get(10, TimeUnit.SECONDS);
    second.get(10, TimeUnit.SECONDS);
    assertThatThrownBy(() -> commits.append(DAY, new byte[1]))
        .isInstanceOf(IOException.class)
        .hasMessage("the log is closed");
    commits.close();
  }
}
