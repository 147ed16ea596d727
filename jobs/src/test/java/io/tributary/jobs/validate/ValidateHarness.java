package io.tributary.jobs.validate;

import io.tributary.connectors.batches.KafkaMessage;
import io.tributary.connectors.beacon.BeaconBlock;
import io.tributary.connectors.store.MinerListing;
import io.tributary.connectors.types.CodecTypeInfo;
import io.tributary.hotkey.chain.BlockHash;
import io.tributary.hotkey.wire.Octets;
import io.tributary.lake.epoch.Freeze;
import io.tributary.lake.epoch.SignedFreeze;
import io.tributary.lake.proof.CommittedFile;
import io.tributary.lake.threshold.ContentOptions;
import io.tributary.lake.threshold.Thresholds;
import io.tributary.lake.verdict.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.tasks.mailbox.Mail;
import org.apache.flink.streaming.runtime.tasks.mailbox.TaskMailbox;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;

/** One subtask of the validation with fake services, driven mail by mail. */
final class ValidateHarness implements AutoCloseable {

  static final long EPOCH_BLOCKS = 10;
  static final long DELAY_BLOCKS = 4;
  private static final int MAX_PARALLELISM = 16;
  static final ValidationSettings SETTINGS =
      new ValidationSettings(
          Committed.AUDIENCE,
          Committed.NETUID,
          EPOCH_BLOCKS,
          DELAY_BLOCKS,
          990_000,
          500_000,
          10,
          1,
          1,
          3,
          900_000,
          Duration.ofDays(30),
          Duration.ofMinutes(15),
          new ChallengeLimits(4, 2, 3, Duration.ofMillis(1), Duration.ofMinutes(1)),
          // Not the defaults, so that it shows whether verdicts state what is configured.
          new Thresholds(ContentOptions.DEFAULTS, Duration.ofMinutes(5), 1L << 30, 9_999));

  final List<Freeze> freezes = new ArrayList<>();
  final List<EpochNotice> notices = new ArrayList<>();

  /** Those among the notices. */
  final List<Verdict> verdicts = new ArrayList<>();

  final List<EpochMarker> markers = new ArrayList<>();

  /** The topic of committed files, as far as this harness fed it. */
  final List<CommittedFile> log = new ArrayList<>();

  private final Keyed harness;

  ValidateHarness(
      FakeChallenger challenger, Optional<MinerListing> listing, OperatorSubtaskState state)
      throws Exception {
    this(challenger, listing, Optional.empty(), state, 1, 0);
  }

  private ValidateHarness(
      FakeChallenger challenger,
      Optional<MinerListing> listing,
      Optional<ChainHead> head,
      OperatorSubtaskState state,
      int parallelism,
      int subtask)
      throws Exception {
    ValidateMinersOperatorFactory factory =
        new ValidateMinersOperatorFactory(
            SETTINGS,
            () ->
                new ValidationServices.Opened(
                    Committed.VALIDATOR,
                    challenger,
                    () -> true,
                    listing,
                    challenger.oracle(),
                    head));
    harness = new Keyed(factory, parallelism, subtask);
    harness.setProcessingTime(Committed.STAGED.plus(Duration.ofHours(1)).toEpochMilli());
    harness.setup(CodecTypeInfo.of(new EpochNoticeCodec()).createSerializer(null));
    if (state != null) {
      harness.initializeState(state);
    }
    harness.open();
  }

  static ValidateHarness open(FakeChallenger challenger) throws Exception {
    return new ValidateHarness(challenger, Optional.empty(), null);
  }

  /** Where the chain is asked before a freeze. */
  static ValidateHarness open(FakeChallenger challenger, ChainHead head) throws Exception {
    return new ValidateHarness(challenger, Optional.empty(), Optional.of(head), null, 1, 0);
  }

  static ValidateHarness restore(FakeChallenger challenger, OperatorSubtaskState state)
      throws Exception {
    return new ValidateHarness(challenger, Optional.empty(), state);
  }

  /** One of two subtasks, from the state of one. */
  static ValidateHarness half(FakeChallenger challenger, OperatorSubtaskState state, int subtask)
      throws Exception {
    OperatorSubtaskState share =
        AbstractStreamOperatorTestHarness.repartitionOperatorState(
            state, MAX_PARALLELISM, 1, 2, subtask);
    return new ValidateHarness(challenger, Optional.empty(), Optional.empty(), share, 2, subtask);
  }

  static BlockHash hash(long number) {
    byte[] text = ("block " + number).getBytes(StandardCharsets.US_ASCII);
    return new BlockHash("0x" + Octets.of(text).sha256().hex());
  }

  void file(CommittedFile file) throws Exception {
    log.add(file);
    notice(Committed.notice(file, log.size() - 1));
  }

  void notice(MinerNotice notice) throws Exception {
    StreamRecord<MinerNotice> record = new StreamRecord<>(notice);
    harness.operator().setKeyContextElement1(record);
    harness.operator().processElement1(record);
  }

  /** Blocks up to this one, each of them final before the next comes. */
  void blocks(long from, long to) throws Exception {
    for (long number = from; number <= to; number++) {
      block(number, number);
    }
  }

  void block(long number, long finalized) throws Exception {
    StreamRecord<BeaconBlock> record =
        new StreamRecord<>(new BeaconBlock(number, hash(number), finalized));
    harness.operator().setKeyContextElement2(record);
    harness.operator().processElement2(record);
    mails();
  }

  /** Runs what is there to be run. */
  void mails() throws Exception {
    Optional<Mail> mail = harness.getTaskMailbox().tryTake(TaskMailbox.MIN_PRIORITY);
    while (mail.isPresent()) {
      mail.get().run();
      mail = harness.getTaskMailbox().tryTake(TaskMailbox.MIN_PRIORITY);
    }
    take();
  }

  /** Waits for results until there are so many verdicts. */
  void awaitVerdicts(int count) throws Exception {
    while (verdicts.size() < count) {
      harness.getTaskMailbox().take(TaskMailbox.MIN_PRIORITY).run();
      mails();
    }
  }

  /** Waits for results until there are so many freezes. */
  void awaitFreezes(int count) throws Exception {
    while (freezes.size() < count) {
      awaitMail();
    }
  }

  /** Runs the next mail, whenever it comes, and what is there then. */
  void awaitMail() throws Exception {
    harness.getTaskMailbox().take(TaskMailbox.MIN_PRIORITY).run();
    mails();
  }

  private void take() throws Exception {
    var aside = harness.getSideOutput(ValidateMinersOperator.FREEZES);
    if (aside != null) {
      for (StreamRecord<KafkaMessage> record : aside) {
        freezes.add(SignedFreeze.decode(record.getValue().value()).verify());
      }
      aside.clear();
    }
    for (EpochNotice notice : harness.extractOutputValues()) {
      notices.add(notice);
      if (notice instanceof JudgedMiner judged) {
        verdicts.add(judged.verdict());
      } else if (notice instanceof EpochMarker marker) {
        markers.add(marker);
      }
    }
    harness.getOutput().clear();
  }

  OperatorSubtaskState snapshot() throws Exception {
    return harness.snapshot(1, 0);
  }

  void setTime(Instant time) throws Exception {
    harness.setProcessingTime(time.toEpochMilli());
  }

  @Override
  public void close() throws Exception {
    harness.close();
  }

  /** Flink's harness, of whose two inputs one has a key. */
  private static final class Keyed extends AbstractStreamOperatorTestHarness<EpochNotice> {

    Keyed(ValidateMinersOperatorFactory factory, int parallelism, int subtask) throws Exception {
      super(factory, MAX_PARALLELISM, parallelism, subtask);
      KeySelector<MinerNotice, String> selector = notice -> notice.hotkey().address();
      config.setStatePartitioner(0, selector);
      config.setStateKeySerializer(Types.STRING.createSerializer(new SerializerConfigImpl()));
      config.serializeAllConfigs();
    }

    @SuppressWarnings("unchecked")
    TwoInputStreamOperator<MinerNotice, BeaconBlock, EpochNotice> operator() {
      return (TwoInputStreamOperator<MinerNotice, BeaconBlock, EpochNotice>) getOperator();
    }
  }
}
