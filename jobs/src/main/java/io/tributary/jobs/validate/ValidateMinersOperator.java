package io.tributary.jobs.validate;

import io.tributary.connectors.batches.KafkaMessage;
import io.tributary.connectors.batches.KafkaMessageCodec;
import io.tributary.connectors.beacon.BeaconBlock;
import io.tributary.connectors.metrics.CheckpointedCounters;
import io.tributary.connectors.store.ListedObject;
import io.tributary.connectors.store.MinerListing;
import io.tributary.connectors.store.StoreException;
import io.tributary.connectors.types.CodecTypeInfo;
import io.tributary.hotkey.chain.BlockHash;
import io.tributary.hotkey.identity.Ss58;
import io.tributary.lake.draw.Sample;
import io.tributary.lake.draw.Sampler;
import io.tributary.lake.draw.Seed;
import io.tributary.lake.epoch.CarriedOver;
import io.tributary.lake.epoch.EpochSchedule;
import io.tributary.lake.epoch.Freeze;
import io.tributary.lake.epoch.FrozenSet;
import io.tributary.lake.epoch.SignedFreeze;
import io.tributary.lake.verdict.DrawBasis;
import io.tributary.lake.verdict.Evidence;
import io.tributary.lake.verdict.Judge;
import io.tributary.lake.verdict.SignedVerdict;
import io.tributary.lake.verdict.Verdict;
import io.tributary.lake.verdict.VerdictFinding;
import io.tributary.lake.verdict.VerdictSubject;
import io.tributary.schemas.Hotkey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;
import org.apache.flink.util.function.ThrowingRunnable;

/**
 * Freezes each miner's set at its block, draws when the seed block is final, has the drawn files
 * challenged and judges. Keyed by hotkey; every subtask gets all blocks of the beacon. Emits signed
 * verdicts, and signed freezes aside.
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
final class ValidateMinersOperator extends AbstractStreamOperator<KafkaMessage>
    implements TwoInputStreamOperator<MinerNotice, BeaconBlock, KafkaMessage> {

  private static final long serialVersionUID = 1L;

  /** Where signed freezes go. */
  static final OutputTag<KafkaMessage> FREEZES =
      new OutputTag<>("freezes", CodecTypeInfo.of(new KafkaMessageCodec()));

  private static final ValueStateDescriptor<MinerEpoch> EPOCH =
      new ValueStateDescriptor<>("miner-epoch", CodecTypeInfo.of(new MinerEpochCodec()));
  private static final MapStateDescriptor<String, BeaconState> BEACON =
      new MapStateDescriptor<>("beacon", Types.STRING, CodecTypeInfo.of(new BeaconStateCodec()));
  private static final String BEACON_KEY = "beacon";

  private final transient ValidationSettings settings;
  private final transient ValidationServices services;
  private final transient EpochSchedule schedule;
  private final transient MailboxExecutor mailbox;
  private final transient CheckpointedCounters counters =
      new CheckpointedCounters(
          ValidationCounts.FREEZES,
          ValidationCounts.EPOCHS_MISSED,
          ValidationCounts.PASS,
          ValidationCounts.FAIL,
          ValidationCounts.NO_EVIDENCE,
          ValidationCounts.FILES_CHALLENGED,
          ValidationCounts.BYTES_READ,
          ValidationCounts.REQUESTS);

  private transient ValueState<MinerEpoch> epochs;
  private transient CommittedSet files;
  private transient MinerRevocations revocations;
  private transient BroadcastState<String, BeaconState> beaconState;
  private transient ValidationServices.Opened opened;
  private transient ChallengeRunner runner;
  private transient Hotkey validator;

  private transient volatile BeaconState beacon;
  private transient volatile long lastBlockMillis;
  private transient Set<String> open;
  private transient Set<String> due;
  private transient Set<String> active;
  private transient boolean mailPosted;

  ValidateMinersOperator(
      StreamOperatorParameters<KafkaMessage> parameters,
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
    beaconState = context.getOperatorStateStore().getBroadcastState(BEACON);
    beacon = Optional.ofNullable(beaconState.get(BEACON_KEY)).orElse(BeaconState.START);
    counters.initialize(context.getOperatorStateStore(), getMetricGroup());
    open = new HashSet<>();
    due = new LinkedHashSet<>();
    active = new HashSet<>();
  }

  @Override
  public void open() throws Exception {
    super.open();
    opened = services.open();
    validator = Ss58.encode(opened.validator().publicKey());
    runner =
        new ChallengeRunner(
            opened.challenger(), opened.canary(), settings.limits(), System::nanoTime);
    lastBlockMillis = now();
    getMetricGroup().gauge("beaconNumber", () -> beacon.number());
    getMetricGroup()
        .gauge("beaconSilentSeconds", () -> Math.max(0, now() - lastBlockMillis) / 1000);
    getMetricGroup().gauge("epochsOpen", () -> open.size());
    for (String hotkey : miners()) {
      setCurrentKey(hotkey);
      if (epochs.value().open().isPresent()) {
        open.add(hotkey);
      }
      due.add(hotkey);
    }
    postMail();
  }

  private List<String> miners() {
    try (Stream<String> keys =
        this.<String>getKeyedStateBackend().getKeys(EPOCH.getName(), VoidNamespace.INSTANCE)) {
      return keys.toList();
    }
  }

  private long now() {
    return getProcessingTimeService().getCurrentProcessingTime();
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
    if (beacon.knows(block)) {
      return;
    }
    beacon = beacon.with(block, schedule);
    lastBlockMillis = now();
    Optional<Long> seeded = BeaconState.seeds(block.number(), schedule);
    if (seeded.isPresent()) {
      seed(seeded.get(), block.hash());
    }
    if (BeaconState.freezes(block.number(), schedule)) {
      due.addAll(miners());
    }
    postMail();
  }

  private void seed(long epoch, BlockHash hash) throws Exception {
    for (String hotkey : open) {
      setCurrentKey(hotkey);
      MinerEpoch miner = epochs.value();
      if (miner.awaitsSeedOf(epoch)) {
        epochs.update(miner.seeded(hash));
        due.add(hotkey);
      }
    }
  }

  private void postMail() {
    if (!mailPosted && !due.isEmpty() && active.size() < settings.limits().miners()) {
      mailPosted = true;
      mailbox.execute(this::advanceOne, "advance one miner");
    }
  }

  /** Each miner has a mail of its own, so that barriers come in between. */
  private void advanceOne() throws Exception {
    mailPosted = false;
    Iterator<String> first = due.iterator();
    if (!first.hasNext() || active.size() >= settings.limits().miners()) {
      return;
    }
    String hotkey = first.next();
    first.remove();
    // One that is under way is looked at again when it is done.
    if (!active.contains(hotkey)) {
      setCurrentKey(hotkey);
      advance(hotkey, epochs.value());
    }
    postMail();
  }

  private void advance(String hotkey, MinerEpoch miner) throws Exception {
    if (miner == null) {
      return;
    }
    if (miner.open().isPresent()) {
      if (miner.open().get().seedBlockHash().isPresent()) {
        challenge(hotkey, miner.open().get());
      }
    } else if (beacon.epoch() > miner.last()) {
      if (missed(hotkey, miner, beacon.epoch())) {
        return;
      }
      if (opened.listing().isPresent()) {
        list(hotkey, opened.listing().get());
      } else {
        freeze(hotkey, beacon.epoch(), ListedMiner.unasked());
      }
    }
  }

  private boolean missed(String hotkey, MinerEpoch miner, long epoch) throws Exception {
    if (beacon.isInTimeFor(epoch, schedule)) {
      return false;
    }
    LOG.warn("Epoch {} of {} passes by: its seed block is final already", epoch, hotkey);
    counters.add(ValidationCounts.EPOCHS_MISSED, 1);
    epochs.update(miner.missed(epoch));
    return true;
  }

  private void list(String hotkey, MinerListing listing) {
    long epoch = beacon.epoch();
    Instant to = Instant.ofEpochMilli(now()).minus(settings.listingGrace());
    Instant from = Instant.ofEpochMilli(now()).minus(settings.maxFileAge());
    start(
        hotkey,
        runner.submit(() -> listed(listing, hotkey, from, to)),
        listed -> freeze(hotkey, epoch, listed));
  }

  private static ListedMiner listed(MinerListing listing, String hotkey, Instant from, Instant to)
      throws InterruptedException {
    try {
      List<ListedObject> objects = listing.list(new Hotkey(hotkey));
      return ListedMiner.of(objects, from, to);
    } catch (StoreException e) {
      return ListedMiner.incomplete(e);
    }
  }

  private void freeze(String hotkey, long epoch, ListedMiner listed) throws Exception {
    MinerEpoch miner = epochs.value();
    if (missed(hotkey, miner, epoch)) {
      return;
    }
    Instant oldest = Instant.ofEpochMilli(now()).minus(settings.maxFileAge());
    CommittedSet.Frozen frozen = files.freeze(oldest, listed);
    List<VerdictFinding> findings = frozen.findings();
    FrozenSet set = files.frozen(new Hotkey(hotkey));
    if (set.size() == 0 && findings.isEmpty()) {
      if (miner.carriedOver().files().isEmpty()) {
        // Nothing is left to validate; the next file makes the miner known again.
        epochs.clear();
      } else {
        // A file that comes again is still undecided.
        epochs.update(miner.missed(epoch));
      }
      return;
    }
    CarriedOver carriedOver = miner.carriedOver().in(set);
    Freeze freeze =
        Freeze.of(
            new Freeze.Occasion(
                settings.audience(),
                settings.netuid(),
                schedule,
                epoch,
                beacon.freezeBlockHash().orElseThrow(),
                validator),
            set,
            revocations.list(),
            carriedOver);
    epochs.update(
        miner.frozen(
            new MinerEpoch.Open(
                freeze, carriedOver, revocations.known(), findings, Optional.empty())));
    open.add(hotkey);
    counters.add(ValidationCounts.FREEZES, 1);
    // State keeps what the epoch needs; from which records it follows is for others.
    SignedFreeze signed =
        SignedFreeze.sign(frozen.basis().map(freeze::with).orElse(freeze), opened.validator());
    output.collect(FREEZES, new StreamRecord<>(message(hotkey, signed.encode())));
  }

  private void challenge(String hotkey, MinerEpoch.Open epoch) throws Exception {
    FrozenSet set = files.frozen(new Hotkey(hotkey));
    if (!set.merkleRoot().equals(epoch.freeze().merkleRoot())) {
      throw new IllegalStateException(
          "the set of "
              + hotkey
              + " is not the one that epoch "
              + epoch.freeze().epoch()
              + " froze");
    }
    Seed seed = Seed.of(epoch.freeze(), epoch.seedBlockHash().orElseThrow());
    Sample sample = new Sampler(settings.draws()).draw(seed, set, epoch.carriedOver());
    ManifestCheck check = new ManifestCheck(settings.audience(), settings.netuid());
    List<ChallengeRunner.Task> tasks = new ArrayList<>();
    for (DrawnFile drawn : DrawnFile.of(set, sample)) {
      SetFile file = files.file(drawn.file());
      byte[] manifest = files.manifest(drawn.file());
      tasks.add(
          new ChallengeRunner.Task(
              drawn.index(), () -> check.challenge(drawn, file, manifest, epoch.revocations())));
    }
    start(
        hotkey,
        runner.run(tasks, epoch.findings()),
        evidence -> judge(hotkey, epoch, set, sample, evidence));
  }

  private void judge(
      String hotkey, MinerEpoch.Open epoch, FrozenSet set, Sample sample, Evidence evidence)
      throws Exception {
    Verdict verdict =
        new Judge(settings.rules())
            .judge(
                VerdictSubject.of(epoch.freeze(), validator),
                DrawBasis.of(epoch.freeze(), epoch.seedBlockHash().orElseThrow(), settings.draws()),
                set,
                sample,
                epoch.carriedOver(),
                evidence);
    SignedVerdict signed = SignedVerdict.sign(verdict, opened.validator());
    output.collect(new StreamRecord<>(message(hotkey, signed.encode())));
    epochs.update(epochs.value().judged(verdict.carriedOver()));
    open.remove(hotkey);
    count(verdict);
    // The next epoch may have begun meanwhile.
    due.add(hotkey);
  }

  private void count(Verdict verdict) {
    counters.add(
        switch (verdict.outcome()) {
          case PASS -> ValidationCounts.PASS;
          case FAIL -> ValidationCounts.FAIL;
          case NO_EVIDENCE -> ValidationCounts.NO_EVIDENCE;
        },
        1);
    counters.add(ValidationCounts.FILES_CHALLENGED, verdict.files().size());
    counters.add(ValidationCounts.BYTES_READ, verdict.bytesRead());
    counters.add(ValidationCounts.REQUESTS, verdict.requests());
  }

  /** What is done with a result under the key of its miner. */
  @FunctionalInterface
  private interface Step<T> {
    void take(T result) throws Exception;
  }

  private <T> void start(String hotkey, CompletableFuture<T> call, Step<T> then) {
    active.add(hotkey);
    Consumer<ThrowingRunnable<Exception>> post = mail -> mailbox.execute(mail, "a miner's result");
    call.whenComplete(
            (result, failure) ->
                post.accept(
                    () -> {
                      active.remove(hotkey);
                      if (failure != null) {
                        throw new IllegalStateException(
                            "the validation of " + hotkey + " failed", failure);
                      }
                      setCurrentKey(hotkey);
                      then.take(result);
                      postMail();
                    }))
        .exceptionally(
            failure -> {
              // The task has ended: what it was working on is in state.
              LOG.debug("A result of {} comes too late", hotkey, failure);
              return null;
            });
  }

  private static KafkaMessage message(String hotkey, byte[] value) {
    return new KafkaMessage(hotkey.getBytes(StandardCharsets.US_ASCII), value, null);
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    beaconState.put(BEACON_KEY, beacon);
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
