package io.tributary.local.janitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.local.janitor.Finding.Fate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrphanRuleTest {

  private static final Instant OLDEST = Instant.parse("2026-03-02T12:00:00Z");

  private final OrphanRule rule =
      new OrphanRule(OLDEST, Duration.ofHours(24), Set.of("data/2/miner/parked.parquet"));

  private static OpenUpload upload(String id, Instant initiated) {
    return new OpenUpload("data/2/miner/" + id + ".parquet", "upload", initiated);
  }

  @Test
  void whatIsOlderThanTheMarginIsAnOrphan() {
    Instant needed = OLDEST.minus(Duration.ofHours(24));
    assertThat(rule.judge(upload("a", needed.minusMillis(1))).fate()).isEqualTo(Fate.ORPHAN);
    assertThat(rule.judge(upload("a", needed)).fate()).isEqualTo(Fate.NEEDED);
    assertThat(rule.judge(upload("a", OLDEST.plusSeconds(60))).fate()).isEqualTo(Fate.NEEDED);
  }

  @Test
  void whatAParkedFileWaitsForIsKeptHoweverOld() {
    assertThat(rule.judge(upload("parked", Instant.EPOCH)).fate()).isEqualTo(Fate.PARKED);
  }

  @Test
  void aNegativeMarginIsRefused() {
    assertThatThrownBy(() -> new OrphanRule(OLDEST, Duration.ofHours(-1), Set.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("PT-1H");
  }

  @Test
  void theOldestCheckpointIsFoundAmongAllBelowAFolder(@TempDir Path folder) throws Exception {
    assertThat(RetainedCheckpoints.oldest(folder)).isEmpty();
    checkpoint(folder.resolve("job1/chk-7"), OLDEST.plusSeconds(70));
    checkpoint(folder.resolve("job2/chk-1"), OLDEST);
    checkpoint(folder.resolve("savepoint-1"), OLDEST.plusSeconds(10));
    Files.writeString(folder.resolve("job2/older"), "no checkpoint");
    Files.setLastModifiedTime(folder.resolve("job2/older"), FileTime.from(Instant.EPOCH));
    assertThat(RetainedCheckpoints.oldest(folder)).contains(OLDEST);
  }

  private static void checkpoint(Path folder, Instant made) throws Exception {
    Path metadata = Files.createDirectories(folder).resolve("_metadata");
    Files.writeString(metadata, "x");
    Files.setLastModifiedTime(metadata, FileTime.from(made));
  }
}
