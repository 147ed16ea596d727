package io.tributary.connectors.sink.internal;

import io.tributary.connectors.sink.BufferKey;
import io.tributary.connectors.sink.MinerRow;
import io.tributary.connectors.sink.RollPolicy;
import io.tributary.connectors.sink.StagedFile;
import io.tributary.connectors.sink.StagingOptions;
import io.tributary.connectors.types.CodecTypeInfo;
import io.tributary.lake.parquet.EncoderOptions;
import io.tributary.lake.parquet.LakeFileEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.runtime.state.storage.JobManagerCheckpointStorage;
import org.apache.flink.streaming.runtime.tasks.mailbox.Mail;
import org.apache.flink.streaming.runtime.tasks.mailbox.TaskMailbox;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;

/** One subtask of the staging operator with a fake stager, driven mail by mail. */
final class StageHarness implements AutoCloseable {

  static final long START = 1_700_000_000_000L;
  static final int MAX_PARALLELISM = 16;
  static final RollPolicy TEN_ROWS_OR_A_MINUTE =
      new RollPolicy(1 << 20, 10, Duration.ofMinutes(1), 0);

  /** How a subtask is made; what differs between tests. */
  record Setup(
      Path folder,
      FakeStager stager,
      RollPolicy policy,
      StagingOptions options,
      StateBackend backend,
      FakeLineage lineage,
      int parallelism,
      int subtask,
      long maxBytesPerBuffer,
      FakeBlockedLog blocked) {

    static Setup of(Path folder, FakeStager stager) {
      return new Setup(
          folder,
          stager,
          TEN_ROWS_OR_A_MINUTE,
          StageHarness.options(2),
          new HashMapStateBackend(),
          new FakeLineage(),
          1,
          0,
          Long.MAX_VALUE,
          null);
    }

    Setup with(RollPolicy newPolicy) {
      return new Setup(
          folder,
          stager,
          newPolicy,
          options,
          backend,
          lineage,
          parallelism,
          subtask,
          maxBytesPerBuffer,
          blocked);
    }

    Setup with(StagingOptions newOptions) {
      return new Setup(
          folder,
          stager,
          policy,
          newOptions,
          backend,
          lineage,
          parallelism,
          subtask,
          maxBytesPerBuffer,
          blocked);
    }

    Setup with(StateBackend newBackend) {
      return new Setup(
          folder,
          stager,
          policy,
          options,
          newBackend,
          lineage,
          parallelism,
          subtask,
          maxBytesPerBuffer,
          blocked);
    }

    Setup subtask(int newSubtask, int newParallelism) {
      return new Setup(
          folder,
          stager,
          policy,
          options,
          backend,
          lineage,
          newParallelism,
          newSubtask,
          maxBytesPerBuffer,
          blocked);
    }

    Setup bounded(long newMaxBytesPerBuffer, FakeBlockedLog newBlocked) {
      return new Setup(
          folder,
          stager,
          policy,
          options,
          backend,
          lineage,
          parallelism,
          subtask,
          newMaxBytesPerBuffer,
          newBlocked);
    }

    StageHarness open() throws Exception {
      return restore(null, 0, START);
    }

    StageHarness restore(OperatorSubtaskState state, long checkpoint, long now) throws Exception {
      return new StageHarness(this, state, checkpoint, now);
    }
  }

  static StagingOptions options(int maxInFlight) {
    return new StagingOptions(1024, 1 << 20, maxInFlight, Duration.ofSeconds(10), null, "line");
  }

  final List<StagedFile> emitted = new ArrayList<>();
  final FakeStager stager;
  private final KeyedOneInputStreamOperatorTestHarness<BufferKey, MinerRow, StagedFile> harness;
  private StagingPipeline pipeline;
  private boolean ticking;

  private StageHarness(Setup setup, OperatorSubtaskState state, long checkpoint, long now)
      throws Exception {
    stager = setup.stager();
    StageFilesOperatorFactory factory =
        new StageFilesOperatorFactory(
            setup.policy(),
            setup.options(),
            task -> pipeline = pipeline(setup),
            new RestoreCheck(setup.lineage().services(), setup.options().lineage()),
            setup.maxBytesPerBuffer(),
            setup.blocked() == null ? null : setup.blocked()::open);
    harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            factory,
            row -> new BufferKey(row.source(), row.hotkey(), 0),
            CodecTypeInfo.ofKey(new BufferKeyCodec()),
            MAX_PARALLELISM,
            setup.parallelism(),
            setup.subtask());
    harness.setStateBackend(setup.backend());
    harness.setCheckpointStorage(new JobManagerCheckpointStorage(64 << 20));
    harness.setProcessingTime(now);
    harness.setup(CodecTypeInfo.of(new StagedFileCodec()).createSerializer(null));
    if (state != null) {
      harness.setRestoredCheckpointId(checkpoint);
      harness.initializeState(state);
    }
    harness.open();
  }

  private static StagingPipeline pipeline(Setup setup) throws java.io.IOException {
    return new StagingPipeline(
        new LakeFileEncoder(EncoderOptions.DEFAULTS),
        setup.stager(),
        Files.createTempDirectory(setup.folder(), "spool"),
        setup.options().maxInFlight());
  }

  void row(int miner, int id) throws Exception {
    harness.processElement(SinkRows.row(miner, id), 0);
  }

  void rows(int miner, int from, int to) throws Exception {
    for (int id = from; id < to; id++) {
      row(miner, id);
    }
  }

  long now() {
    return harness.getProcessingTime();
  }

  void advance(Duration duration) throws Exception {
    harness.setProcessingTime(now() + duration.toMillis());
  }

  /** Sets the clock without letting timers fire forward of it. */
  void setClock(long millis) throws Exception {
    harness.setProcessingTime(millis);
  }

  /** Runs one mail if there is one. */
  boolean mail() throws Exception {
    Optional<Mail> mail = mailbox().tryTake(TaskMailbox.MIN_PRIORITY);
    if (mail.isPresent()) {
      mail.get().run();
    }
    return mail.isPresent();
  }

  /** Runs mails until none is left and nothing is in flight. */
  void settle() throws Exception {
    while (mail() || pipeline.inFlight() > 0) {
      if (!mailbox().hasMail() && pipeline.inFlight() > 0) {
        mailbox().take(TaskMailbox.MIN_PRIORITY).run();
      }
    }
  }

  int inFlight() {
    return pipeline.inFlight();
  }

  int timers() {
    return harness.numProcessingTimeTimers();
  }

  int stateEntries() {
    return harness.numKeyedStateEntries();
  }

  StageFilesOperator operator() {
    return (StageFilesOperator) (Object) harness.getOperator();
  }

  /** A barrier passes: what is emitted right before it is kept. */
  OperatorSubtaskState snapshot(long checkpoint) throws Exception {
    int before = harness.getOutput().size();
    if (before > 0) {
      throw new AssertionError("something was emitted before the barrier");
    }
    harness.prepareSnapshotPreBarrier(checkpoint);
    takeOutput();
    return harness.snapshot(checkpoint, now());
  }

  /** The input ends; meanwhile the clock ticks, as timers need it. */
  void endInput() throws Exception {
    ticking = true;
    tick();
    harness.endInput();
    ticking = false;
    takeOutput();
  }

  private void tick() {
    mailbox()
        .put(
            new Mail(
                () -> {
                  if (ticking) {
                    advance(Duration.ofMillis(100));
                    tick();
                  }
                },
                Integer.MAX_VALUE,
                "tick"));
  }

  private void takeOutput() {
    emitted.addAll(harness.extractOutputValues());
    harness.getOutput().clear();
  }

  /** The ids of all rows in emitted files. */
  List<String> emittedIds() {
    return emitted.stream().flatMap(file -> stager.ids(file).stream()).toList();
  }

  private TaskMailbox mailbox() {
    return harness.getTaskMailbox();
  }

  @Override
  public void close() throws Exception {
    harness.close();
  }
}
