package io.tributary.local.ledger;

import io.tributary.hotkey.wire.MalformedBytesException;
import io.tributary.lake.proof.CommittedFile;
import io.tributary.lake.proof.FileManifest;
import io.tributary.lake.proof.SignedManifest;
import io.tributary.local.kafka.Topics;
import io.tributary.schemas.avro.DuplicateRecord;
import io.tributary.schemas.avro.Rejection;
import io.tributary.schemas.avro.RejectionKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.apache.avro.Schema;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * What the job has published, read from the beginning of its topics: refusals, lost copies,
 * committed, withdrawn and parked files, each miner's own. Not thread-safe.
 */
public final class JobLedger implements AutoCloseable {

  private static final List<String> TOPICS =
      List.of(Topics.REJECTED, Topics.DUPLICATES, Topics.COMMITTED, Topics.PARKED);

  private final Consumer<byte[], byte[]> consumer;
  private final Map<String, Tally> tallies = new TreeMap<>();
  private final Map<String, CommittedFile> committed = new TreeMap<>();
  private final Map<String, Long> withdrawn = new TreeMap<>();
  private final Map<String, String> parked = new TreeMap<>();
  private final Map<String, Long> refusedBatchReasons = new TreeMap<>();
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

    MinerTally of(String hotkey) {
      return new MinerTally(hotkey, files, rows, bytes, duplicates, rejected);
    }
  }

  /**
   * Begins at the beginning of all its topics.
   *
   * @throws IOException if one of them is not there: nothing must not be taken for none
   */
  public JobLedger(String bootstrapServers) throws IOException {
    this(bootstrapServers, TOPICS);
  }

  /**
   * Begins at the beginning of some of its topics; what stands on the others is counted as nothing.
   *
   * @throws IllegalArgumentException if one of them is none that it knows
   * @throws IOException if one of them is not there, or the brokers do not answer
   */
  public JobLedger(String bootstrapServers, List<String> topics) throws IOException {
    if (!TOPICS.containsAll(topics)) {
      throw new IllegalArgumentException("of " + topics + " not all are among " + TOPICS);
    }
    consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false",
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false",
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "5000"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    try {
      List<TopicPartition> partitions = new ArrayList<>();
      for (String topic : topics) {
        partitions.addAll(partitions(topic, bootstrapServers));
      }
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
    } catch (KafkaException e) {
      consumer.close();
      throw new IOException("the job's topics cannot be read: " + e.getMessage(), e);
    } catch (IOException e) {
      consumer.close();
      throw e;
    }
  }

  private List<TopicPartition> partitions(String topic, String servers) throws IOException {
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(info -> new TopicPartition(topic, info.partition()))
            .toList();
    if (partitions.isEmpty()) {
      throw new IOException("there is no topic " + topic + " at " + servers);
    }
    return partitions;
  }

  /**
   * Takes in what has been published since; answers whether that was anything.
   *
   * @throws IOException if the brokers fail, or a message cannot be read
   */
  public boolean poll(Duration atMost) throws IOException {
    boolean any = false;
    try {
      for (ConsumerRecord<byte[], byte[]> message : consumer.poll(atMost)) {
        any = true;
        take(message);
      }
    } catch (KafkaException e) {
      throw new IOException("the job's topics cannot be read: " + e.getMessage(), e);
    }
    return any;
  }

  /**
   * Takes in everything that was published before this call.
   *
   * @param patience how long may pass without anything coming
   * @param progress told, after each message or some, how many were read since the beginning and
   *     how many there are
   * @throws IOException if the brokers fail or stay silent, or a message cannot be read
   */
  public void catchUp(Duration patience, BiConsumer<Long, Long> progress) throws IOException {
    try {
      Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment(), patience);
      long all = ends.values().stream().mapToLong(Long::longValue).sum();
      long silentSince = System.nanoTime();
      while (ends.entrySet().stream().anyMatch(end -> isBefore(end.getKey(), end.getValue()))) {
        if (poll(Duration.ofMillis(200))) {
          silentSince = System.nanoTime();
          progress.accept(position(), all);
        } else if (System.nanoTime() - silentSince > patience.toNanos()) {
          throw new IOException("the job's topics were silent for " + patience.toSeconds() + " s");
        }
      }
    } catch (KafkaException e) {
      throw new IOException("the job's topics cannot be read: " + e.getMessage(), e);
    }
  }

  private boolean isBefore(TopicPartition partition, long end) {
    return consumer.position(partition) < end;
  }

  private long position() {
    return consumer.assignment().stream().mapToLong(consumer::position).sum();
  }

  private void take(ConsumerRecord<byte[], byte[]> message) throws IOException {
    try {
      takeByTopic(message);
    } catch (MalformedBytesException e) {
      throw new IOException(
          "offset %d of %s-%d cannot be read: %s"
              .formatted(message.offset(), message.topic(), message.partition(), e.getMessage()),
          e);
    }
  }

  private void takeByTopic(ConsumerRecord<byte[], byte[]> message)
      throws IOException, MalformedBytesException {
    switch (message.topic()) {
      case Topics.REJECTED -> takeRejection(message.value());
      case Topics.DUPLICATES -> takeDuplicate(message.value());
      case Topics.COMMITTED -> takeCommitted(message.value());
      default -> takeParked(message);
    }
  }

  private void takeRejection(byte[] value) throws IOException {
    Rejection rejection = decode(Rejection.getClassSchema(), value);
    if (rejection.getKind() == RejectionKind.BATCH) {
      refusedBatches++;
      refusedBatchReasons.merge(rejection.getReason(), 1L, Long::sum);
    } else {
      rejected++;
      tally(rejection.getHotkey()).rejected.merge(rejection.getReason(), 1L, Long::sum);
    }
  }

  private void takeDuplicate(byte[] value) throws IOException {
    DuplicateRecord duplicate = decode(DuplicateRecord.getClassSchema(), value);
    duplicates++;
    tally(duplicate.getLoser()).duplicates++;
  }

  private void takeCommitted(byte[] value) throws MalformedBytesException {
    CommittedFile file = CommittedFile.decode(value);
    String key = file.key().path();
    if (file.isWithdrawn()) {
      CommittedFile before = committed.remove(key);
      if (before != null) {
        add(before, -1);
      }
      withdrawn.put(key, file.key().rows());
      return;
    }
    // It may have been written once more: the last message counts.
    withdrawn.remove(key);
    CommittedFile before = committed.put(key, file);
    if (before != null) {
      add(before, -1);
    }
    add(file, 1);
  }

  /** Counts a file in, or out again. */
  private void add(CommittedFile file, int sign) throws MalformedBytesException {
    FileManifest manifest =
        FileManifest.decode(SignedManifest.decode(file.manifest().bytes()).body().bytes());
    Tally tally = tally(file.key().hotkey().address());
    tally.files += sign;
    tally.rows += sign * manifest.rows();
    tally.bytes += sign * manifest.sizeBytes();
    rows += sign * manifest.rows();
    bytes += sign * manifest.sizeBytes();
  }

  private void takeParked(ConsumerRecord<byte[], byte[]> message) {
    String key = new String(message.key(), StandardCharsets.UTF_8);
    if (message.value() == null) {
      parked.remove(key);
      return;
    }
    Header reason = message.headers().lastHeader("reason");
    parked.put(key, reason == null ? "" : new String(reason.value(), StandardCharsets.US_ASCII));
    parkings++;
  }

  private Tally tally(String hotkey) {
    return tallies.computeIfAbsent(hotkey, absent -> new Tally());
  }

  @SuppressWarnings("TypeParameterUnusedInFormals") // The schema names the class.
  private static <T> T decode(Schema schema, byte[] value) throws IOException {
    return new SpecificDatumReader<T>(schema)
        .read(null, DecoderFactory.get().binaryDecoder(value, null));
  }

  /** What has been published of one miner. */
  public MinerTally of(String hotkey) {
    return tallies.getOrDefault(hotkey, new Tally()).of(hotkey);
  }

  /** Of every miner that anything was published of, by address. */
  public List<MinerTally> miners() {
    return tallies.entrySet().stream().map(e -> e.getValue().of(e.getKey())).toList();
  }

  /** Committed files by key. */
  public Map<String, CommittedFile> committed() {
    return committed;
  }

  /** The files that were withdrawn and not written again, and their rows, by key. */
  public Map<String, Long> withdrawn() {
    return Collections.unmodifiableMap(new TreeMap<>(withdrawn));
  }

  /** The files that are parked now, and why, by key. */
  public Map<String, String> parked() {
    return Collections.unmodifiableMap(new TreeMap<>(parked));
  }

  /** How often a file was parked, or parked for another reason. */
  public long parkings() {
    return parkings;
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

  /** The same by reason code. */
  public Map<String, Long> refusedBatchReasons() {
    return Collections.unmodifiableMap(new TreeMap<>(refusedBatchReasons));
  }

  /** Rows in committed files. */
  public long rows() {
    return rows;
  }

  /** Committed files. */
  public long files() {
    return committed.size();
  }

  /** Bytes of committed files. */
  public long bytes() {
    return bytes;
  }

  @Override
  public void close() {
    consumer.close();
  }
}
