package io.tributary.connectors.sink.internal;

import io.tributary.connectors.metrics.CheckpointedCounters;
import io.tributary.connectors.sink.BufferKey;
import io.tributary.connectors.sink.MinerRow;
import io.tributary.connectors.sink.RollPolicy;
import io.tributary.connectors.sink.StagedFile;
import io.tributary.connectors.sink.StagingOptions;
import io.tributary.connectors.types.CodecTypeInfo;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Buffers rows in keyed state, encodes what is due into files and stages them; emits a descriptor
 * of each staged file right before the barrier that carries it.
 *
 * <p>A generation of rows leaves the state in the same step that emits its file's descriptor,
 * between two barriers: every checkpoint holds either the rows or the descriptor. Barriers never
 * wait for the store, because a generation that is not staged yet stays in state and is staged
 * again after a failure. At the end of input everything is rolled and awaited.
 *
 * <p>A buffer whose files fail while too much waits in it is published as blocked, so that batches
 * of its miner are refused before they come here. Rows that come all the same are taken.
 *
 * <p>A {@code KeyedProcessFunction} could not do this: it has no key in {@code snapshotState} and
 * does not hear of the end of input.
 */
public final class StageFilesOperator extends AbstractStreamOperator<StagedFile>
    implements OneInputStreamOperator<MinerRow, StagedFile>,
        BoundedOneInput,
        Triggerable<BufferKey, VoidNamespace> {

  private static final long serialVersionUID = 1L;

  static final ValueStateDescriptor<BufferMeta> META =
      new ValueStateDescriptor<>("buffer-meta", CodecTypeInfo.of(new BufferMetaCodec()));
  static final MapStateDescriptor<Long, byte[]> BLOCKS =
      new MapStateDescriptor<>(
          "buffer-blocks", Types.LONG, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);

  /**
   * Files of a subtask that one checkpoint carries, so that heap is bounded and they can be
   * committed in time; the end of input knows no bound, because no checkpoint completes before it.
   */
  static final int MOST_STAGED = 1_000;

  private final transient RollPolicy policy;
  private final transient StagingOptions options;
  private final transient StagingPipelineFactory pipelines;
  private final transient RestoreCheck restoreCheck;
  private final transient SinkFeedback feedback;
  private final transient MailboxExecutor mailbox;
  private final transient SplittableRandom random = new SplittableRandom();
  private final transient CheckpointedCounters counters =
      new CheckpointedCounters("rowsIn", "rowsStaged", "filesStaged", "stagingFailures");

  private transient CheckpointLine line;
  private transient KeyedBuffers buffers;
  private transient InternalTimerService<VoidNamespace> timers;
  private transient StagingPipeline pipeline;

  private transient Set<BufferKey> queue;
  private transient Map<GenerationId, Staged> staged;
  private transient StagingRetries retries;
  private transient boolean mailPosted;
  private transient boolean ending;
  private transient long lastCheckpointId;

  StageFilesOperator(
      StreamOperatorParameters<StagedFile> parameters,
      RollPolicy policy,
      StagingOptions options,
      StagingPipelineFactory pipelines,
      RestoreCheck restoreCheck,
      long maxBytesPerBuffer,
      BlockedLog.Factory blockedLog) {
    super(parameters);
    this.policy = policy;
    this.options = options;
    this.pipelines = pipelines;
    this.restoreCheck = restoreCheck;
    this.feedback = new SinkFeedback(maxBytesPerBuffer, blockedLog);
    this.mailbox = parameters.getMailboxExecutor();
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    int subtask = getRuntimeContext().getTaskInfo().getIndexOfThisSubtask();
    line = CheckpointLine.open(context, restoreCheck, options.epoch(), subtask);
    ValueState<BufferMeta> metas = context.getKeyedStateStore().getState(META);
    MapState<Long, byte[]> blocks = context.getKeyedStateStore().getMapState(BLOCKS);
    buffers =
        new KeyedBuffers(
            metas, blocks, this::setCurrentKey, options.blockBytes(), options.heapBudgetBytes());
    counters.initialize(context.getOperatorStateStore(), getMetricGroup());
    lastCheckpointId = context.getRestoredCheckpointId().orElse(0);
    queue = new LinkedHashSet<>();
    staged = new LinkedHashMap<>();
    retries = new StagingRetries();
  }

  @Override
  public void open() throws Exception {
    super.open();
    timers = getInternalTimerService("due", VoidNamespaceSerializer.INSTANCE, this);
    pipeline = pipelines.open(getRuntimeContext().getTaskInfo());
    getMetricGroup().gauge("openBlockBytes", () -> buffers.heapBytes());
    getMetricGroup().gauge("filesInFlight", () -> pipeline.inFlight());
    getMetricGroup().gauge("buffersBlocked", () -> feedback.blocked());
    getMetricGroup().gauge("storeOutage", () -> feedback.isOutage() ? 1 : 0);
    CredentialGauges.register(getMetricGroup(), () -> pipeline.credentialCalls());
    resumeRestoredBuffers();
    feedback.start(this::isOwn);
  }

  /** Asked by the publisher's thread; what it looks at never changes. */
  private boolean isOwn(BufferKey key) {
    TaskInfo task = getRuntimeContext().getTaskInfo();
    return KeyGroupRangeAssignment.assignKeyToParallelOperator(
            key, task.getMaxNumberOfParallelSubtasks(), task.getNumberOfParallelSubtasks())
        == task.getIndexOfThisSubtask();
  }

  private void noteWaiting(BufferKey key) throws IOException {
    long bytes = buffers.meta(key).sealedBytes();
    feedback.waiting(key, bytes, retries.isFailing(key), now());
  }

  /** Sealed generations are staged again; open ones get a new due time if theirs has passed. */
  private void resumeRestoredBuffers() throws Exception {
    long now = now();
    for (BufferKey key : keysInState()) {
      BufferMeta meta = buffers.meta(key);
      if (!meta.sealed().isEmpty()) {
        queue.add(key);
        noteWaiting(key);
      }
      if (meta.open() != null) {
        long due = meta.dueAtMillis();
        if (due <= now) {
          due = policy.overdueAtMillis(now, random);
          buffers.reschedule(key, due);
        }
        setCurrentKey(key);
        timers.registerProcessingTimeTimer(VoidNamespace.INSTANCE, due);
      }
    }
    buffers.flushAll();
    postMail();
  }

  private List<BufferKey> keysInState() {
    try (Stream<BufferKey> keys =
        this.<BufferKey>getKeyedStateBackend().getKeys(META.getName(), VoidNamespace.INSTANCE)) {
      return keys.toList();
    }
  }

  @Override
  public void processElement(StreamRecord<MinerRow> element) throws Exception {
    BufferKey key = (BufferKey) getCurrentKey();
    Generation generation = buffers.append(key, element.getValue().row(), now(), this::openedAt);
    counters.add("rowsIn", 1);
    if (policy.isFull(generation.rows(), generation.bytes())) {
      buffers.seal(key, now());
      noteWaiting(key);
      enqueue(key);
    }
  }

  private long openedAt(BufferKey key) {
    long due = policy.dueAtMillis(now(), random);
    timers.registerProcessingTimeTimer(VoidNamespace.INSTANCE, due);
    return due;
  }

  @Override
  public void onProcessingTime(InternalTimer<BufferKey, VoidNamespace> timer) {
    // All due timers fire in one mail, so that this must be cheap: the roll has a mail of its own.
    enqueue(timer.getKey());
  }

  @Override
  public void onEventTime(InternalTimer<BufferKey, VoidNamespace> timer) {
    throw new IllegalStateException("no event-time timer is ever registered");
  }

  private long now() {
    return getProcessingTimeService().getCurrentProcessingTime();
  }

  private void enqueue(BufferKey key) {
    queue.add(key);
    postMail();
  }

  private void postMail() {
    if (!mailPosted && !queue.isEmpty() && mayStageMore()) {
      mailPosted = true;
      mailbox.execute(this::rollOne, "roll one buffer");
    }
  }

  private boolean mayStageMore() {
    return pipeline.inFlight() < options.maxInFlight()
        && (ending || pipeline.inFlight() + staged.size() < MOST_STAGED);
  }

  private void rollOne() throws Exception {
    mailPosted = false;
    Iterator<BufferKey> first = queue.iterator();
    if (!first.hasNext() || !mayStageMore()) {
      return;
    }
    BufferKey key = first.next();
    first.remove();
    BufferMeta meta = buffers.meta(key);
    if (meta.open() != null && (ending || meta.dueAtMillis() <= now())) {
      buffers.seal(key, now());
      meta = buffers.meta(key);
      noteWaiting(key);
    } else if (meta.open() != null) {
      // If the clock was set back, its timer has fired too early and would not fire again.
      setCurrentKey(key);
      timers.registerProcessingTimeTimer(VoidNamespace.INSTANCE, meta.dueAtMillis());
    }
    if (retries.mayStage(key, pipeline.isStaging(key))) {
      stageOldest(key, meta.sealed());
    }
    postMail();
  }

  private void stageOldest(BufferKey key, List<Generation> sealed) throws Exception {
    List<Generation> waiting = sealed.stream().filter(g -> !isOnItsWay(key, g)).toList();
    if (waiting.isEmpty()) {
      return;
    }
    if (waiting.size() > 1) {
      queue.add(key);
    }
    stage(key, waiting.get(0));
  }

  private boolean isOnItsWay(BufferKey key, Generation generation) {
    GenerationId id = new GenerationId(key, generation.number());
    return pipeline.has(id) || staged.containsKey(id);
  }

  private void stage(BufferKey key, Generation generation) throws Exception {
    try {
      pipeline.stage(
          key,
          generation,
          consumer -> buffers.read(key, generation, consumer),
          outcome -> mailbox.execute(() -> onOutcome(outcome), "staged a file"));
    } catch (ClosedByInterruptException e) {
      // The task is being cancelled: nothing is wrong with the file, and its rows are in state.
      throw e;
    } catch (IOException e) {
      LOG.warn("A file of {} could not be encoded; its rows wait in state", key, e);
      retryLater(key, true);
    }
  }

  private void onOutcome(StagingPipeline.Outcome outcome) throws IOException {
    pipeline.finished(outcome);
    if (outcome.failure() instanceof Error error) {
      throw error;
    }
    if (outcome.file() != null) {
      feedback.succeeded();
      staged.put(outcome.id(), new Staged(outcome.key(), outcome.generation(), outcome.file()));
      if (retries.succeeded(outcome.key())) {
        queue.add(outcome.key());
      }
    } else {
      LOG.warn(
          "A file of {} could not be staged; its {} rows wait in state: {}",
          outcome.key(),
          outcome.generation().rows(),
          outcome.failure().getMessage());
      retryLater(
          outcome.key(),
          outcome.failure() instanceof StagingException failure && failure.isAnybodys());
    }
    postMail();
  }

  // The task itself fails when a timer does; the future tells nothing more.
  @SuppressWarnings("FutureReturnValueIgnored")
  private void retryLater(BufferKey key, boolean anybodys) throws IOException {
    counters.add("stagingFailures", 1);
    feedback.failed(key, anybodys, now());
    boolean first = retries.failed(key);
    noteWaiting(key);
    if (!first) {
      return;
    }
    long delay = options.retryDelay().toMillis();
    long at = now() + delay / 2 + random.nextLong(delay + 1);
    getProcessingTimeService()
        .registerTimer(
            at,
            time -> {
              retries.due(key);
              enqueue(key);
            });
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
    emitStaged(checkpointId);
    lastCheckpointId = checkpointId;
    super.prepareSnapshotPreBarrier(checkpointId);
  }

  private void emitStaged(long checkpointId) throws Exception {
    Iterator<Staged> all = staged.values().iterator();
    while (all.hasNext()) {
      Staged file = all.next();
      all.remove();
      buffers.drop(file.key, file.generation);
      noteWaiting(file.key);
      counters.add("rowsStaged", file.generation.rows());
      counters.add("filesStaged", 1);
      StagedFile carried = file.file.withCheckpoint(options.lineage(), line.at(checkpointId));
      output.collect(new StreamRecord<>(carried));
    }
    postMail();
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    buffers.flushAll();
    counters.snapshot();
    line.snapshot(now());
    super.snapshotState(context);
  }

  @Override
  public void endInput() throws Exception {
    ending = true;
    buffers.flushAll();
    queue.addAll(keysInState());
    postMail();
    while (!queue.isEmpty() || pipeline.inFlight() > 0 || retries.pending()) {
      mailbox.yield();
    }
    // The next checkpoint to come, or one after it, carries these: no complete one is between.
    emitStaged(lastCheckpointId + 1);
  }

  @Override
  public void close() throws Exception {
    try (AutoCloseable closesLast = super::close;
        AutoCloseable closesSecond = pipeline;
        AutoCloseable closesFirst = feedback) {
      // Resources close in reverse order, each of them also when another fails to.
    }
  }

  private record Staged(BufferKey key, Generation generation, StagedFile file) {}
}
