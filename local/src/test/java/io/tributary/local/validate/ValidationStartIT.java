package io.tributary.local.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tributary.jobs.flink.TopicSettings;
import io.tributary.jobs.validate.ValidationJob;
import io.tributary.local.kafka.EmbeddedKafka;
import io.tributary.local.kafka.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The validation job does not start on topics that cannot keep its promises. */
class ValidationStartIT {

  @TempDir Path folder;
  private String bootstrap;

  @Test
  void whatIsWrongWithATopicIsNamed() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(folder.resolve("kafka"));
        Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      bootstrap = kafka.bootstrapServers();
      assertRefused(Map.of(), "there is no topic committed-files; create it with one partition");
      Topics.create(bootstrap, 1, (short) 1);
      admin
          .createTopics(
              List.of(new NewTopic("wide", 2, (short) 1), new NewTopic("small", 1, (short) 1)))
          .all()
          .get();
      awaitTopics(admin, "wide", "small");
      assertRefused(
          Map.of("committed-topic", "wide"), "the topic wide has 2 partitions; it needs one");
      assertRefused(
          Map.of("revocations-topic", "none-such"),
          "there is no topic none-such; create it with one partition");
      assertRefused(
          Map.of("freezes-topic", "small"),
          "the topic small has message.timestamp.type=CreateTime; set it to LogAppendTime");
      // The last that is looked at: the others, as they are made here, are right.
      assertRefused(
          Map.of("verdicts-topic", "small"),
          "the topic small has max.message.bytes=5242880; set it to 9437184 or more");
      assertRefused(
          Map.of("revocations-topic", "none", "verdicts-topic", "none-such"),
          "there is no topic none-such; create it with retention.ms=-1");
    }
  }

  /** A broker may not know for a moment what was created. */
  private static void awaitTopics(Admin admin, String... names) {
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> admin.listTopics().names().get().containsAll(List.of(names)));
  }

  private void assertRefused(Map<String, String> more, String message) {
    Map<String, String> all =
        new HashMap<>(
            Map.of(
                "bootstrap", bootstrap,
                "audience", "lake-1",
                "chain", "http://node",
                "bucket", "lake",
                "auth-endpoint", "http://auth",
                "validator-key", "/none"));
    all.putAll(more);
    String[] args =
        all.entrySet().stream()
            .flatMap(entry -> Stream.of("--" + entry.getKey(), entry.getValue()))
            .toArray(String[]::new);
    assertThatThrownBy(() -> ValidationJob.main(args))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void whatShouldBeOtherwiseOfCommittedFilesIsSaid() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(folder.resolve("kafka"));
        Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
        TopicSettings settings = TopicSettings.open(kafka.bootstrapServers())) {
      Topics.create(kafka.bootstrapServers(), 1, (short) 1);
      NewTopic careless = new NewTopic("careless", 1, (short) 1);
      careless.configs(Map.of("cleanup.policy", "compact", "retention.ms", "86400000"));
      assertThatThrownBy(() -> settings.adviceOnCommitted("careless"))
          .hasMessage("there is no topic careless");
      admin.createTopics(List.of(careless)).all().get();
      awaitTopics(admin, Topics.COMMITTED, "careless");
      assertThat(settings.adviceOnCommitted(Topics.COMMITTED)).isEmpty();
      assertThat(settings.adviceOnCommitted("careless"))
          .hasSize(3)
          .satisfiesExactly(
              clock ->
                  assertThat(clock)
                      .startsWith(
                          "the topic careless has message.timestamp.type=CreateTime; set it to"
                              + " LogAppendTime, or"),
              thinned ->
                  assertThat(thinned)
                      .startsWith(
                          "the topic careless has cleanup.policy=compact; set it to delete, or"),
              aged ->
                  assertThat(aged)
                      .startsWith(
                          "the topic careless has retention.ms=86400000; set it to -1, or"));
    }
  }
}
