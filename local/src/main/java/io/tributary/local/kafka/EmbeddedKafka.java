package io.tributary.local.kafka;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * One Kafka node, broker and controller in one, in this process. Its data stay in its folder, so
 * that a later start on the same folder continues; its port may differ then unless it is given.
 *
 * <p>The broker's threads are no daemons: who starts it must close it.
 */
public final class EmbeddedKafka implements AutoCloseable {

  /** The longest that a transaction may stay open: longer than any outage of the job. */
  public static final int MAX_TRANSACTION_TIMEOUT_MILLIS = 24 * 60 * 60 * 1000;

  private static final int NODE_ID = 1;

  private final KafkaRaftServer server;
  private final String bootstrapServers;

  private EmbeddedKafka(KafkaRaftServer server, String bootstrapServers) {
    this.server = server;
    this.bootstrapServers = bootstrapServers;
  }

  /**
   * Starts a node on a folder and waits until it answers.
   *
   * @param directory its data; made if it does not exist
   * @throws IOException if the folder or a port cannot be used
   */
  public static EmbeddedKafka start(Path directory) throws IOException {
    return start(directory, FreePort.find());
  }

  /**
   * Starts a node on a folder and a port, so that clients of an earlier one find it again.
   *
   * @param directory its data; made if it does not exist
   * @param brokerPort where clients connect
   * @throws IOException if the folder or a port cannot be used
   */
  public static EmbeddedKafka start(Path directory, int brokerPort) throws IOException {
    Files.createDirectories(directory);
    int controllerPort = FreePort.find();
    KafkaConfig config =
        KafkaConfig.fromProps(properties(directory, brokerPort, controllerPort), false);
    format(directory);
    KafkaRaftServer server = new KafkaRaftServer(config, Time.SYSTEM);
    try {
      server.startup();
    } catch (RuntimeException e) {
      server.shutdown();
      throw e;
    }
    return new EmbeddedKafka(server, "127.0.0.1:" + brokerPort);
  }

  /** Where clients connect: {@code host:port}. */
  public String bootstrapServers() {
    return bootstrapServers;
  }

  /** Stops the node; its data stay. */
  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
  }

  private static Properties properties(Path directory, int brokerPort, int controllerPort) {
    Properties p = new Properties();
    p.put("process.roles", "broker,controller");
    p.put("node.id", Integer.toString(NODE_ID));
    p.put("controller.quorum.voters", NODE_ID + "@127.0.0.1:" + controllerPort);
    p.put(
        "listeners",
        "PLAINTEXT://127.0.0.1:" + brokerPort + ",CONTROLLER://127.0.0.1:" + controllerPort);
    p.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + brokerPort);
    p.put("controller.listener.names", "CONTROLLER");
    p.put("inter.broker.listener.name", "PLAINTEXT");
    p.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    p.put("log.dirs", directory.resolve("data").toString());
    p.put("offsets.topic.num.partitions", "1");
    p.put("offsets.topic.replication.factor", "1");
    p.put("transaction.state.log.num.partitions", "4");
    p.put("transaction.state.log.replication.factor", "1");
    p.put("transaction.state.log.min.isr", "1");
    p.put("share.coordinator.state.topic.replication.factor", "1");
    p.put("share.coordinator.state.topic.min.isr", "1");
    p.put("transaction.max.timeout.ms", Integer.toString(MAX_TRANSACTION_TIMEOUT_MILLIS));
    p.put("group.initial.rebalance.delay.ms", "0");
    p.put("auto.create.topics.enable", "false");
    p.put("log.cleaner.dedupe.buffer.size", Integer.toString(16 * 1024 * 1024));
    p.put("num.network.threads", "2");
    p.put("num.io.threads", "2");
    p.put("background.threads", "2");
    p.put("controlled.shutdown.enable", "false");
    p.put("message.max.bytes", Integer.toString(Topics.MAX_MESSAGE_BYTES));
    return p;
  }

  private static void format(Path directory) throws IOException {
    Path data = directory.resolve("data");
    if (Files.exists(data.resolve("meta.properties"))) {
      return;
    }
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    try (PrintStream print = new PrintStream(said, true, StandardCharsets.UTF_8)) {
      new Formatter()
          .setPrintStream(print)
          .setClusterId(Uuid.randomUuid().toString())
          .setNodeId(NODE_ID)
          .addDirectory(data.toString())
          .setMetadataLogDirectory(data.toString())
          .setControllerListenerName("CONTROLLER")
          .run();
    } catch (Exception e) {
      throw new IOException(
          "the folder "
              + directory
              + " cannot be prepared for Kafka: "
              + said.toString(StandardCharsets.UTF_8),
          e);
    }
  }
}
