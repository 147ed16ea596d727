package io.tributary.auth.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.auth.QuotaLimits;
import io.tributary.hotkey.wire.Octets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HandlerConfigTest {

  private final Map<String, String> environment =
      new HashMap<>(
          Map.of(
              "AUTH_AUDIENCE", "main",
              "NETUID", "13",
              "S3_BUCKET_NAME", "lake",
              "UPLOAD_ROLE_ARN", "arn:aws:iam::123456789012:role/upload",
              "READ_ROLE_ARN", "arn:aws:iam::123456789012:role/read",
              "STATE_TABLE", "auth",
              "AWS_REGION", "eu-central-1",
              "REGISTRY_FILE", "registry.json"));

  @Test
  void whatIsLeftOutHasItsDefault() {
    HandlerConfig config = HandlerConfig.of(environment);

    assertThat(config.options().deployment().audience()).isEqualTo("main");
    assertThat(config.options().deployment().netuid()).isEqualTo(13);
    assertThat(config.options().deployment().sinkKeys()).isEmpty();
    assertThat(config.options().quota()).isEqualTo(QuotaLimits.DEFAULTS);
    assertThat(config.options().v1()).isTrue();
    assertThat(config.options().stakeFloor()).isEqualTo(10_000);
    assertThat(config.options().maxGrantLifetime()).isEqualTo(Duration.ofDays(90));
    assertThat(config.region()).isEqualTo("eu-central-1");
  }

  @Test
  void everythingCanBeSet() {
    String key = "ab".repeat(32);
    environment.putAll(
        Map.of(
            "SINK_KEYS", key + ", " + "cd".repeat(32),
            "STAKE_FLOOR", "5",
            "GRANT_DAYS", "7",
            "VERSION_1", "off",
            "REQUESTS_PER_MINUTE", "1",
            "REQUESTS_PER_DAY", "2",
            "FILES_PER_DAY", "3",
            "BYTES_PER_DAY", "4"));
    environment.remove("REGISTRY_FILE");
    environment.put("CHAIN_URLS", "https://one:9944,https://two");

    HandlerConfig config = HandlerConfig.of(environment);

    assertThat(config.options().deployment().sinkKeys()).hasSize(2).contains(Octets.ofHex(key));
    assertThat(config.options().quota()).isEqualTo(new QuotaLimits(1, 2, 3, 4));
    assertThat(config.options().v1()).isFalse();
    assertThat(config.options().stakeFloor()).isEqualTo(5);
    assertThat(config.options().maxGrantLifetime()).isEqualTo(Duration.ofDays(7));
    assertThat(config.registry().chain()).hasSize(2);
  }

  @Test
  void whatIsMissingOrWrongIsNamed() {
    assertWrong("STATE_TABLE", " ", "the environment variable STATE_TABLE is missing");
    assertWrong("NETUID", "x", "the environment variable NETUID must be a whole number, not x");
    assertWrong(
        "NETUID", "70000", "the environment variable NETUID must be from 0 to 65535, not 70000");
    assertWrong(
        "VERSION_1", "yes", "the environment variable VERSION_1 must be on or off, not yes");
    assertWrong(
        "SINK_KEYS",
        "0x12",
        "SINK_KEYS must be public keys of 64 hex digits each, with commas between: 0x12");
    assertWrong("SINK_KEYS", "12", "the public key of a sink has 32 bytes");
    String either =
        "one of the environment variables CHAIN_URLS and REGISTRY_FILE must be set, not both";
    assertWrong("CHAIN_URLS", "https://one", either);
    assertWrong("REGISTRY_FILE", "", either);
  }

  private void assertWrong(String name, String value, String message) {
    Map<String, String> wrong = new HashMap<>(environment);
    wrong.put(name, value);

    assertThatThrownBy(() -> HandlerConfig.of(wrong))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
