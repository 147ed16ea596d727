package io.tributary.auth.dynamo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.auth.evidence.EvidenceEntry;
import io.tributary.auth.evidence.EvidenceLog;
import io.tributary.auth.evidence.FileEvidenceLog;
import io.tributary.hotkey.wire.Octets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvidenceLogTest {

  private static final EvidenceEntry ENTRY =
      new EvidenceEntry(
          Instant.parse("2026-03-01T23:59:59.999Z"),
          "ab112233445566778899aabbccddeeff",
          "GRANTED",
          Octets.of("{\"request\":\"...\"}".getBytes(StandardCharsets.UTF_8)));
  private static LocalTable local;

  @TempDir private Path folder;

  @BeforeAll
  static void start() {
    local = new LocalTable();
  }

  @AfterAll
  static void stop() {
    local.close();
  }

  @BeforeEach
  void empty() {
    local.clear();
  }

  @Test
  void keepsWhatAFileWouldKeepUnderTheSameDigest() throws IOException {
    String digest = new DynamoEvidenceLog(local.table()).append(ENTRY);

    assertThat(digest).isEqualTo(new FileEvidenceLog(folder).append(ENTRY));
    assertThat(local.items())
        .singleElement()
        .satisfies(
            item -> {
              assertThat(item.get("pk").s()).isEqualTo("EVIDENCE#20260301#ab");
              assertThat(item.get("sk").s()).isEqualTo(ENTRY.requestId());
              assertThat(item).doesNotContainKey("expiresAt");
              byte[] entry = item.get("entry").s().getBytes(StandardCharsets.UTF_8);
              assertThat(Octets.of(entry).sha256().hex()).isEqualTo(digest);
            });
  }

  @Test
  void nothingIsOverwritten() throws IOException {
    EvidenceLog log = new DynamoEvidenceLog(local.table());
    log.append(ENTRY);
    EvidenceEntry other =
        new EvidenceEntry(ENTRY.at(), ENTRY.requestId(), "STS_UNAVAILABLE", ENTRY.request());

    assertThatThrownBy(() -> log.append(other))
        .isInstanceOf(IOException.class)
        .hasMessage("there is other evidence of request " + ENTRY.requestId());
    assertThat(local.items().get(0).get("entry").s()).contains("GRANTED");
  }

  @Test
  void aLostAnswerIsNoFailure() throws IOException {
    StateTable losing = new StateTable(new LosesAnswers(local.client(), 1), LocalTable.NAME);

    assertThat(new DynamoEvidenceLog(losing).append(ENTRY)).hasSize(64);
    assertThat(local.items()).hasSize(1);
  }

  @Test
  void aTableThatDoesNotAnswerIsAFailure() {
    EvidenceLog log = new DynamoEvidenceLog(new StateTable(local.client(), "no-such-table"));

    assertThatThrownBy(() -> log.append(ENTRY))
        .isInstanceOf(IOException.class)
        .hasMessage("the evidence could not be written");
  }
}
