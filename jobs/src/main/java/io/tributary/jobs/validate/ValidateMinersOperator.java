package io.tributary.jobs.validate;

import io.tributary.connectors.batches.KafkaMessage;
import io.tributary.connectors.batches.KafkaMessageCodec;
import io.tributary.connectors.beacon.BeaconBlock;
import io.tributary.connectors.metrics.CheckpointedCounters;
import io.tributary.connectors.types.CodecTypeInfo;
import io.tributary.hotkey.chain.BlockHash;
import io.tributary.hotkey.identity.Ss58;
import io.tributary.lake.epoch.EpochSchedule;
import io.tributary.lake.epoch.SignedFreeze;
import io.tributary.lake.verdict.Verdict;
import io.tributary.schemas.Hotkey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * Freezes each miner's set at its block, draws when the seed block is final, has the drawn files
 * challenged and judges. Keyed by hotkey; every subtask gets all blocks of the beacon. Emits
 * verdicts that are neither compared with other miners' nor signed, before those of an epoch one
 * marker that says how many there will be, and signed freezes aside.
 *
 * <p>All that an epoch rests on is in state from the freeze to the verdict: the set, which does not
 * change meanwhile, the freeze, and the seed block's hash. Answers of challenges are not: after a
 * failure a miner's files are challenged again, by the same draws. Hence barriers never wait for a
 * store, and memory holds the sets of a few miners only, whatever their number.
 *
 * <p>A miner's epoch begins when its last one has a verdict, which tells what is carried over. One
 * that cannot be frozen before its seed block is final passes by, and is counted. Without new
 * blocks everything waits; the gauges {@code beaconSilentSeconds} and {@code epochsOpen} show it.
 */
final class ValidateMinersOperator extends AbstractStreamOperator<EpochNotice>
    implements TwoInputStreamOperator<MinerNotice, BeaconBlock, EpochNotice> {

  private static final long serialVersionUID = 1L;

  /** Where signed freezes go. */
  static final OutputTag<KafkaMessage> FREEZES =
      new OutputTag<>("freezes", CodecTypeInfo.of(new KafkaMessageCodec()));

  private static final ValueStateDescriptor<MinerEpoch> EPOCH =
      new ValueStateDescriptor<>("miner-epoch", CodecTypeInfo.of(new MinerEpochCodec()));

  private final transient ValidationSettings settings;
  private final transient ValidationServices services;
  private final transient EpochSchedule schedule;
  private final transient MailboxExecutor mailbox;
  private final transient CheckpointedCounters counters =
      new CheckpointedCounters(
          ValidationCounts.FREEZES,
          ValidationCounts.EPOCHS_MISSED,
          ValidationCounts.FILES_CHALLENGED,
          ValidationCounts.BYTES_READ,
          ValidationCounts.REQUESTS);

  private transient ValueState<MinerEpoch> epochs;
  private transient CommittedSet files;
  private transient MinerRevocations revocations;
  private transient FollowedBeacon beacon;
  private transient ValidationServices.Opened opened;
  private transient ChallengeRunner runner;
  private transient Hotkey validator;
  private transient MinerFreezer freezer;
  private transient MinerQueue queue;
  private transient Set<String> open;

  ValidateMinersOperator(
      StreamOperatorParameters<EpochNotice> parameters,
      ValidationSettings settings,
      ValidationServices services) {
    super(parameters);
    this.settings = settings;
    this.services = services;
    this.schedule = settings.schedule();
    this.mailbox = parameters.getMailboxExecutor();
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    epochs = context.getKeyedStateStore().getState(EPOCH);
    files = new CommittedSet(context.getKeyedStateStore(), settings.audience(), settings.netuid());
    revocations = new MinerRevocations(context.getKeyedStateStore());
    beacon =
        new FollowedBeacon(
            context.getOperatorStateStore(),
            schedule,
            getMetricGroup(),
            () -> now().toEpochMilli());
    counters.initialize(context.getOperatorStateStore(), getMetricGroup());
    open = new HashSet<>();
    queue = new MinerQueue(mailbox, settings.limits().miners(), this::setCurrentKey, this::advance);
  }

  @Override
  public void open() throws Exception {
    super.open();
    opened = services.open();
    validator = Ss58.encode(opened.validator().publicKey());
    freezer = new MinerFreezer(settings, validator, files, revocations);
    runner =
        new ChallengeRunner(
            opened, settings.limits(), settings.thresholds().content(), System::nanoTime);
    getMetricGroup().gauge("epochsOpen", () -> open.size());
    List<String> miners = miners();
    for (String hotkey : miners) {
      setCurrentKey(hotkey);
      if (epochs.value().open().isPresent()) {
        open.add(hotkey);
      }
    }
    queue.add(miners);
  }

  private List<String> miners() {
    try (Stream<String> keys =
        this.<String>getKeyedStateBackend().getKeys(EPOCH.getName(), VoidNamespace.INSTANCE)) {
      return keys.toList();
    }
  }

  private Instant now() {
    return Instant.ofEpochMilli(getProcessingTimeService().getCurrentProcessingTime());
  }

  @Override
  public void processElement1(StreamRecord<MinerNotice> element) throws Exception {
    MinerNotice notice = element.getValue();
    if (notice instanceof RevocationNotice revocation) {
      revocations.put(revocation);
    } else if (notice instanceof FileNotice file) {
      if (epochs.value() == null) {
        epochs.update(MinerEpoch.firstSeenIn(beacon.epoch()));
      }
      files.put(file);
    }
  }

  @Override
  public void processElement2(StreamRecord<BeaconBlock> element) throws Exception {
    BeaconBlock block = element.getValue();
    boolean first = !beacon.isHeard();
    if (!beacon.take(block)) {
      return;
    }
    Optional<Long> seeded = BeaconState.seeds(block.number(), schedule);
    if (seeded.isPresent()) {
      seed(seeded.get(), block.hash());
    }
    // The first one tells whether an epoch that was not frozen before a failure still can be.
    if (first || BeaconState.freezes(block.number(), schedule)) {
      queue.add(miners());
    }
  }

  /** The marker comes before any verdict of its epoch, since those come with later mails. */
  private void seed(long epoch, BlockHash hash) throws Exception {
    List<String> seeded = new ArrayList<>();
    for (String hotkey : open) {
      setCurrentKey(hotkey);
      MinerEpoch miner = epochs.value();
      if (miner.awaitsSeedOf(epoch)) {
        epochs.update(miner.seeded(hash));
        seeded.add(hotkey);
      }
    }
    EpochMarker marker =
        new EpochMarker(
            epoch,
            getRuntimeContext().getTaskInfo().getIndexOfThisSubtask(),
            getRuntimeContext().getTaskInfo().getNumberOfParallelSubtasks(),
            seeded.size());
    output.collect(new StreamRecord<>(marker));
    queue.add(seeded);
  }

  private void advance(String hotkey) throws Exception {
    MinerEpoch miner = epochs.value();
    if (miner == null) {
      return;
    }
    if (miner.open().isPresent()) {
      if (miner.open().get().seedBlockHash().isPresent()) {
        challenge(hotkey, miner.open().get());
      }
    } else if (beacon.isHeard()
        && beacon.epoch() > miner.last()
        && !missed(hotkey, miner, beacon.epoch(), -1)) {
      if (opened.listing().isPresent() || opened.head().isPresent()) {
        ask(hotkey);
      } else {
        freeze(hotkey, miner, ListedMiner.unasked());
      }
    }
  }

  private boolean missed(String hotkey, MinerEpoch miner, long epoch, long told) throws Exception {
    if (beacon.isInTimeFor(epoch, told)) {
      return false;
    }
    LOG.warn("Epoch {} of {} passes by: its seed block may be known already", epoch, hotkey);
    counters.add(ValidationCounts.EPOCHS_MISSED, 1);
    epochs.update(miner.missed(epoch));
    return true;
  }

  private void ask(String hotkey) {
    long epoch = beacon.epoch();
    Instant from = now().minus(settings.maxFileAge());
    Instant to = now().minus(settings.listingGrace());
    queue.start(
        hotkey,
        runner.submit(() -> BeforeFreeze.ask(opened, new Hotkey(hotkey), from, to)),
        asked -> {
          MinerEpoch miner = epochs.value();
          if (!missed(hotkey, miner, epoch, asked.finalized())) {
            freeze(hotkey, miner, asked.listed());
          }
        });
  }

  private void freeze(String hotkey, MinerEpoch miner, ListedMiner listed) throws Exception {
    Optional<MinerFreezer.Frozen> frozen =
        freezer.freeze(new Hotkey(hotkey), beacon.state(), miner.carriedOver(), listed, now());
    if (frozen.isEmpty()) {
      if (miner.carriedOver().files().isEmpty()) {
        // Nothing is left to validate; the next file makes the miner known again.
        epochs.clear();
      } else {
        // A file that comes again is still undecided.
        epochs.update(miner.missed(beacon.epoch()));
      }
      return;
    }
    epochs.update(miner.frozen(frozen.get().open()));
    open.add(hotkey);
    counters.add(ValidationCounts.FREEZES, 1);
    SignedFreeze signed = SignedFreeze.sign(frozen.get().published(), opened.validator());
    byte[] key = hotkey.getBytes(StandardCharsets.US_ASCII);
    output.collect(FREEZES, new StreamRecord<>(new KafkaMessage(key, signed.encode(), null)));
  }

  private void challenge(String hotkey, MinerEpoch.Open epoch) throws Exception {
    MinerExam exam = MinerExam.draw(settings, new Hotkey(hotkey), epoch, files);
    queue.start(
        hotkey,
        runner.run(exam.tasks(), exam.salt(), epoch.findings()),
        found -> emit(hotkey, exam.judge(settings, validator, found)));
  }

  private void emit(String hotkey, JudgedMiner judged) throws Exception {
    Verdict verdict = judged.verdict();
    output.collect(new StreamRecord<>(judged));
    epochs.update(epochs.value().judged(verdict.carriedOver()));
    open.remove(hotkey);
    counters.add(ValidationCounts.FILES_CHALLENGED, verdict.files().size());
    counters.add(ValidationCounts.BYTES_READ, verdict.bytesRead());
    counters.add(ValidationCounts.REQUESTS, verdict.requests());
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    beacon.snapshot();
    counters.snapshot();
    super.snapshotState(context);
  }

  @Override
  public void close() throws Exception {
    try (AutoCloseable closesLast = super::close;
        AutoCloseable closesSecond = opened;
        AutoCloseable closesFirst = runner) {
      // Resources close in reverse order, each of them also when another fails to.
    }
  }
}
