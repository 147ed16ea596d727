package io.tributary.benchmarks.chaos;

import io.tributary.local.kafka.FreePort;
import io.tributary.local.kafka.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** What the job depends on and can be taken away: Kafka and the folder of its spool. */
final class Surroundings implements AutoCloseable {

  private static final int PARTITIONS = 4;
  private static final int HEAP_MEGABYTES = 512;
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final int port;
  private final ChildProcess kafka;
  private final Path spool;
  private final Path spoolAside;

  private Surroundings(Path kafkaData, Path spool, Path logs) throws IOException {
    this.port = FreePort.find();
    this.kafka =
        new ChildProcess(
            "kafka",
            HEAP_MEGABYTES,
            KafkaMain.class,
            List.of(kafkaData.toString(), Integer.toString(port)),
            logs);
    this.spool = Files.createDirectories(spool);
    this.spoolAside = spool.resolveSibling(spool.getFileName() + "-aside");
  }

  /** Starts Kafka and makes the topics. */
  static Surroundings start(Path kafkaData, Path spool, Path logs) throws Exception {
    Files.createDirectories(logs);
    Surroundings surroundings = new Surroundings(kafkaData, spool, logs);
    try {
      surroundings.startKafka();
      Topics.create(surroundings.bootstrapServers(), PARTITIONS, (short) 1);
      return surroundings;
    } catch (Exception e) {
      surroundings.close();
      throw e;
    }
  }

  private void startKafka() throws Exception {
    kafka.start();
    Conditions.require(
        "Kafka listens",
        PATIENCE,
        () -> {
          kafka.requireAlive();
          return Conditions.isListening(port);
        });
  }

  String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  /** Kills Kafka and starts it on the same data and port. */
  void restartKafka() throws Exception {
    kafka.kill();
    startKafka();
  }

  /**
   * A file where the folder was: nothing can be made in it, whoever tries. The answer brings the
   * folder back.
   */
  synchronized Undo takeSpool() throws IOException {
    if (!Files.exists(spoolAside)) {
      Files.move(spool, spoolAside);
      Files.createFile(spool);
    }
    return this::giveSpool;
  }

  private synchronized void giveSpool() throws IOException {
    if (Files.exists(spoolAside)) {
      Files.delete(spool);
      Files.move(spoolAside, spool);
    }
  }

  @Override
  public void close() {
    kafka.close();
  }
}
