package io.tributary.local.demo.run;

import io.tributary.hotkey.wire.MalformedBytesException;
import io.tributary.lake.proof.CommittedFile;
import io.tributary.lake.proof.FileManifest;
import io.tributary.lake.proof.SignedManifest;
import io.tributary.local.demo.report.MinerFigures;
import io.tributary.local.kafka.Topics;
import io.tributary.schemas.avro.DuplicateRecord;
import io.tributary.schemas.avro.Rejection;
import io.tributary.schemas.avro.RejectionKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * What the job has published, read from the beginning of its topics: refusals, lost copies,
 * committed and parked files, each miner's own. Not thread-safe.
 */
public final class DemoLedger implements AutoCloseable {

  private final Consumer<byte[], byte[]> consumer;
  private final Map<String, Tally> tallies = new HashMap<>();
  private final Map<String, CommittedFile> committed = new TreeMap<>();
  private final Set<String> parked = new HashSet<>();
  private long parkings;
  private long rejected;
  private long duplicates;
  private long refusedBatches;
  private long rows;
  private long bytes;

  /** What is known of one miner. */
  private static final class Tally {
    final Map<String, Long> rejected = new TreeMap<>();
    long duplicates;
    long files;
    long rows;
    long bytes;
  }

  /** Begins at the beginning of the topics. */
  public DemoLedger(String bootstrapServers) {
    consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false",
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "5000"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions = new ArrayList<>();
    for (String topic :
        List.of(Topics.REJECTED, Topics.DUPLICATES, Topics.COMMITTED, Topics.PARKED)) {
      consumer
          .partitionsFor(topic)
          .forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
    }
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /**
   * Takes in what has been published since; answers whether that was anything.
   *
   * @throws DemoException if a message cannot be read
   */
  public boolean poll(Duration atMost) throws DemoException {
    boolean any = false;
    try {
      for (ConsumerRecord<byte[], byte[]> message : consumer.poll(atMost)) {
        any = true;
        take(message);
      }
    } catch (IOException | MalformedBytesException e) {
      throw new DemoException("a message that the job published cannot be read", e);
    }
    return any;
  }

  private void take(ConsumerRecord<byte[], byte[]> message)
      throws IOException, MalformedBytesException {
    switch (message.topic()) {
      case Topics.REJECTED -> takeRejection(message.value());
      case Topics.DUPLICATES -> takeDuplicate(message.value());
      case Topics.COMMITTED -> takeCommitted(message.value());
      default -> takeParked(new String(message.key(), StandardCharsets.UTF_8), message.value());
    }
  }

  private void takeRejection(byte[] value) throws IOException {
    Rejection rejection = decode(Rejection.getClassSchema(), value);
    if (rejection.getKind() == RejectionKind.BATCH) {
      refusedBatches++;
    } else {
      rejected++;
      of(rejection.getHotkey()).rejected.merge(rejection.getReason(), 1L, Long::sum);
    }
  }

  private void takeDuplicate(byte[] value) throws IOException {
    DuplicateRecord duplicate = decode(DuplicateRecord.getClassSchema(), value);
    duplicates++;
    of(duplicate.getLoser()).duplicates++;
  }

  private void takeCommitted(byte[] value) throws MalformedBytesException {
    CommittedFile file = CommittedFile.decode(value);
    if (committed.putIfAbsent(file.key().path(), file) != null) {
      return;
    }
    FileManifest manifest =
        FileManifest.decode(SignedManifest.decode(file.manifest().bytes()).body().bytes());
    Tally tally = of(file.key().hotkey().address());
    tally.files++;
    tally.rows += manifest.rows();
    tally.bytes += manifest.sizeBytes();
    rows += manifest.rows();
    bytes += manifest.sizeBytes();
  }

  private void takeParked(String key, byte[] value) {
    if (value == null) {
      parked.remove(key);
    } else {
      parked.add(key);
      parkings++;
    }
  }

  private Tally of(String hotkey) {
    return tallies.computeIfAbsent(hotkey, absent -> new Tally());
  }

  @SuppressWarnings("TypeParameterUnusedInFormals") // The schema names the class.
  private static <T> T decode(Schema schema, byte[] value) throws IOException {
    return new SpecificDatumReader<T>(schema)
        .read(null, DecoderFactory.get().binaryDecoder(value, null));
  }

  /** What became of each miner's records, as far as it has been published. */
  public List<MinerFigures> figures(List<DemoMiner> miners) {
    List<MinerFigures> figures = new ArrayList<>();
    for (DemoMiner miner : miners) {
      Tally tally = of(miner.hotkey().address());
      long refused = tally.rejected.values().stream().mapToLong(Long::longValue).sum();
      figures.add(
          new MinerFigures(
              miner.name(),
              miner.hotkey().address(),
              tally.rows + tally.duplicates + refused,
              tally.rows,
              tally.duplicates,
              tally.rejected,
              tally.files,
              tally.rows,
              tally.bytes));
    }
    return figures;
  }

  /** Committed files by key. */
  public Map<String, CommittedFile> committed() {
    return committed;
  }

  /** Keys of the files that are parked now. */
  public Set<String> parked() {
    return Set.copyOf(parked);
  }

  /** How often a file was parked, or parked for another reason. */
  public long parkings() {
    return parkings;
  }

  int parkedFiles() {
    return parked.size();
  }

  /** Records that were refused. */
  public long rejected() {
    return rejected;
  }

  /** Records whose item was there already. */
  public long duplicates() {
    return duplicates;
  }

  /** Batches that were refused whole. */
  public long refusedBatches() {
    return refusedBatches;
  }

  /** Rows in committed files. */
  public long rows() {
    return rows;
  }

  /** Committed files. */
  public long files() {
    return committed.size();
  }

  long bytes() {
    return bytes;
  }

  @Override
  public void close() {
    consumer.close();
  }
}
