package io.tributary.connectors.sink.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.tributary.connectors.sink.StagedFile;
import io.tributary.connectors.store.StoreFailure;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.apache.flink.api.connector.sink2.Committer.CommitRequest;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the committer makes of the files of one checkpoint. */
class MinerFileCommitterTest {

  private final FakeLake lake = new FakeLake();
  private final Map<String, Gauge<?>> gauges = new ConcurrentHashMap<>();
  private MinerFileCommitter committer;

  @BeforeEach
  void open() {
    CommitServices services = lake.services();
    FileCompleter.Pause pause =
        new FileCompleter.Pause() {
          @Override
          public void sleep(Duration duration) {
            // Nobody waits here.
          }

          @Override
          public long nanoTime() {
            return 0;
          }
        };
    committer =
        new MinerFileCommitter(
            services,
            new FileCompleter(
                services.store(), services.credentials(), pause, new SplittableRandom(1)),
            Duration.ofMinutes(1),
            2,
            new UnregisteredMetricsGroup() {
              @Override
              public <T, G extends Gauge<T>> G gauge(String name, G gauge) {
                gauges.put(name, gauge);
                return gauge;
              }
            });
  }

  @AfterEach
  void close() throws Exception {
    committer.close();
    assertThat(lake.closed).hasValue(3);
  }

  /** A request that may end well and in no other way. */
  private static final class Request implements CommitRequest<StagedFile> {
    private final StagedFile file;
    private boolean already;

    Request(StagedFile file) {
      this.file = file;
    }

    @Override
    public StagedFile getCommittable() {
      return file;
    }

    @Override
    public int getNumberOfRetries() {
      return 0;
    }

    @Override
    public void signalFailedWithKnownReason(Throwable t) {
      throw new AssertionError("this would drop the file");
    }

    @Override
    public void signalFailedWithUnknownReason(Throwable t) {
      throw new AssertionError("the committer throws instead");
    }

    @Override
    public void retryLater() {
      throw new AssertionError("this loops without delay");
    }

    @Override
    public void updateAndRetryLater(StagedFile committable) {
      throw new AssertionError("this loops without delay");
    }

    @Override
    public void signalAlreadyCommitted() {
      already = true;
    }
  }

  private static List<Request> requests(int files) {
    return IntStream.range(0, files).mapToObj(i -> new Request(FakeLake.file(i, 4))).toList();
  }

  private void commit(List<Request> requests) throws IOException, InterruptedException {
    Collection<CommitRequest<StagedFile>> all = List.copyOf(requests);
    committer.commit(all);
  }

  private static String committed(Request request) {
    return "committed " + request.file.key();
  }

  @Test
  void everyFileIsMadeVisibleAndPublished() throws Exception {
    List<Request> requests = requests(9);
    commit(requests);
    assertThat(lake.objects).hasSize(9);
    assertThat(lake.published)
        .containsExactlyInAnyOrderElementsOf(
            requests.stream().map(MinerFileCommitterTest::committed).toList());
    assertThat(requests).noneMatch(request -> request.already);
    assertThat(gauge("filesCommitted")).isEqualTo(9L);
    assertThat(gauge("rowsCommitted")).isEqualTo(27L);
    assertThat(gauge("filesParked")).isEqualTo(0L);
  }

  @Test
  void nothingToCommitPublishesNothing() throws Exception {
    commit(List.of());
    assertThat(lake.published).isEmpty();
  }

  @Test
  void whatAnEarlierAttemptCompletedIsPublishedAgainAndSaidToBeDone() throws Exception {
    List<Request> requests = requests(2);
    lake.objects.put(requests.get(0).file.key(), requests.get(0).file.writeToken());
    commit(requests);
    assertThat(requests.get(0).already).isTrue();
    assertThat(requests.get(1).already).isFalse();
    assertThat(lake.published)
        .containsExactlyInAnyOrder(committed(requests.get(0)), committed(requests.get(1)));
  }

  @Test
  void oneFileIsParkedTheOthersAreCommitted() throws Exception {
    List<Request> requests = requests(3);
    lake.refusing.put(requests.get(1).file.key(), StoreFailure.DENIED);
    commit(requests);
    assertThat(lake.published)
        .containsExactlyInAnyOrder(
            committed(requests.get(0)),
            "parked " + requests.get(1).file.key() + " ACCESS_DENIED",
            committed(requests.get(2)));
    assertThat(requests).noneMatch(request -> request.already);
    assertThat(gauge("filesParked")).isEqualTo(1L);
  }

  @Test
  void aForeignObjectIsLeftAloneAndTheFileParked() throws Exception {
    List<Request> requests = requests(1);
    lake.objects.put(requests.get(0).file.key(), "somebody else's");
    commit(requests);
    assertThat(lake.objects).containsValue("somebody else's");
    assertThat(lake.published)
        .containsExactly("parked " + requests.get(0).file.key() + " KEY_TAKEN");
  }

  @Test
  void aLogThatFailsFailsTheCommitWhichMayBeRepeated() throws Exception {
    List<Request> requests = requests(3);
    lake.refusing.put(requests.get(2).file.key(), StoreFailure.DENIED);
    lake.logFailure = new IOException("the topic takes no message");
    assertThatThrownBy(() -> commit(requests))
        .isInstanceOf(IOException.class)
        .hasMessage("a staged file could be neither committed nor parked")
        .hasRootCauseMessage("the topic takes no message");
    assertThat(requests).noneMatch(request -> request.already);
    assertThat(gauge("filesCommitted")).isEqualTo(0L);
    assertThat(gauge("filesParked")).isEqualTo(0L);

    lake.logFailure = null;
    commit(requests);
    // What a worker had begun when the first attempt failed is published again, which is harmless.
    assertThat(lake.published)
        .containsOnly(
            committed(requests.get(0)),
            committed(requests.get(1)),
            "parked " + requests.get(2).file.key() + " ACCESS_DENIED");
  }

  @Test
  void anInterruptedCommitEndsAndPublishesNothing() throws Exception {
    lake.permits.drainPermits();
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Thread task = new Thread(() -> thrown.set(catchThrowable(() -> commit(requests(5)))));
    task.start();
    assertThat(lake.waiting.await(30, TimeUnit.SECONDS)).isTrue();
    task.interrupt();
    task.join(TimeUnit.SECONDS.toMillis(30));
    assertThat(task.isAlive()).isFalse();
    assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
    assertThat(lake.published).isEmpty();
    assertThat(lake.objects).isEmpty();
  }

  private Object gauge(String name) {
    return gauges.get(name).getValue();
  }
}
