package io.tributary.benchmarks.chaos;

import io.tributary.local.kafka.EmbeddedKafka;
import java.nio.file.Path;

/** A Kafka node in a process of its own, which can be killed and started again. */
public final class KafkaMain {

  private KafkaMain() {}

  /**
   * Starts the node; its threads keep the process alive.
   *
   * @param args the folder of its data, and the port
   */
  @SuppressWarnings("resource") // Only the end of the process ends it.
  public static void main(String[] args) throws Exception {
    EmbeddedKafka.start(Path.of(args[0]), Integer.parseInt(args[1]));
  }
}
