package io.tributary.local.demo.stores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.local.demo.expect.Expectation;
import io.tributary.local.demo.expect.ExpectationFile;
import io.tributary.schemas.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreGeneratorTest {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-22T10:00:17Z"), ZoneOffset.UTC);
  private static final GeneratorOptions OPTIONS = new GeneratorOptions(4, 2_000, 7);

  @TempDir Path folder;

  @Test
  void sameSeedGivesSameRowsAndAnotherSeedOthers() throws Exception {
    new StoreGenerator(folder.resolve("a"), CLOCK).generate(OPTIONS);
    new StoreGenerator(folder.resolve("b"), CLOCK).generate(OPTIONS);
    new StoreGenerator(folder.resolve("c"), CLOCK).generate(new GeneratorOptions(4, 2_000, 8));
    assertThat(fingerprint("a")).isEqualTo(fingerprint("b")).isNotEqualTo(fingerprint("c"));
    assertThat(folder.resolve("a/expected.json"))
        .hasSameBinaryContentAs(folder.resolve("b/expected.json"));
    assertThat(folder.resolve("a/stores/miner-1/hotkey"))
        .hasSameBinaryContentAs(folder.resolve("b/stores/miner-1/hotkey"));
  }

  @Test
  void secondRunMakesNothingNew() throws Exception {
    assertThat(new StoreGenerator(folder, CLOCK).generate(OPTIONS)).isTrue();
    Set<String> before = files();
    Clock later = Clock.fixed(CLOCK.instant().plusSeconds(86_400), ZoneOffset.UTC);
    assertThat(new StoreGenerator(folder, later).generate(OPTIONS)).isFalse();
    assertThat(files()).isEqualTo(before);
  }

  @Test
  void refusesOtherOptionsOnTheSameFolder() throws Exception {
    new StoreGenerator(folder, CLOCK).generate(OPTIONS);
    assertThatThrownBy(
            () -> new StoreGenerator(folder, CLOCK).generate(new GeneratorOptions(4, 2_000, 8)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("--miners 4 --records 2000 --seed 7");
  }

  @Test
  void startsAnewWhereAFormerRunWasInterrupted() throws Exception {
    Files.createDirectories(folder.resolve(".stores-making/miner-1"));
    Files.writeString(folder.resolve(".stores-making/miner-1/SqliteMinerStorage.sqlite"), "half");
    assertThat(new StoreGenerator(folder, CLOCK).generate(OPTIONS)).isTrue();
    assertThat(folder.resolve(".stores-making")).doesNotExist();
    assertThat(rows(folder)).hasSize(2_000);
  }

  @Test
  void storesHaveUpstreamsForm() throws Exception {
    new StoreGenerator(folder, CLOCK).generate(OPTIONS);
    Path store = folder.resolve("stores/miner-1/SqliteMinerStorage.sqlite");
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + store);
        Statement statement = connection.createStatement()) {
      assertThat(text(statement, "PRAGMA journal_mode")).isEqualTo("wal");
      assertThat(text(statement, "SELECT sql FROM sqlite_master WHERE name = 'DataEntity'"))
          .endsWith("WITHOUT ROWID");
      assertThat(text(statement, "SELECT typeof(datetime) || typeof(content) FROM DataEntity"))
          .isEqualTo("textblob");
      assertThat(text(statement, "SELECT count(*) FROM DataEntity WHERE label IS NULL"))
          .isEqualTo("0");
      assertThat(text(statement, "SELECT count(*) > 0 FROM DataEntity WHERE label = 'NULL'"))
          .isEqualTo("1");
    }
  }

  @Test
  void contentIsWrittenAsUpstreamWritesIt() throws Exception {
    new StoreGenerator(folder, CLOCK).generate(OPTIONS);
    ObjectMapper json = new ObjectMapper();
    int same = 0;
    for (StoreRecord row : rows(folder)) {
      String content = new String(row.content(), StandardCharsets.ISO_8859_1);
      if ((content.startsWith("{\"username\": \"") && content.endsWith("\"}"))
          || content.startsWith("{\"id\": \"t")) {
        Map<String, Object> fields;
        try {
          fields = json.readValue(content, new TypeReference<>() {});
        } catch (IOException e) {
          continue; // one of the bad ones
        }
        same += UpstreamJson.write(fields).equals(content) ? 1 : 0;
      }
    }
    assertThat(same).isGreaterThan(1_900);
  }

  @Test
  void expectationAddsUp() throws Exception {
    new StoreGenerator(folder, CLOCK).generate(OPTIONS);
    Expectation expected = ExpectationFile.read(folder.resolve("expected.json"));
    assertThat(expected.received()).isEqualTo(2_000);
    long held = expected.holders().values().stream().mapToLong(h -> h.length).sum();
    assertThat(held + expected.rejected()).isEqualTo(expected.received());
    assertThat(expected.duplicate()).isEqualTo(held - expected.accepted());
    for (Expectation.Miner miner : expected.miners()) {
      Path store = folder.resolve("stores").resolve(miner.name());
      assertThat(StoreRows.read(store.resolve("SqliteMinerStorage.sqlite")))
          .hasSize((int) miner.received());
      assertThat(Files.readString(store.resolve("hotkey"))).contains(miner.hotkey());
    }
  }

  @Test
  void everyReasonThatAStoreCanHoldOccurs() throws Exception {
    new StoreGenerator(folder, CLOCK).generate(OPTIONS);
    Expectation expected = ExpectationFile.read(folder.resolve("expected.json"));
    Set<String> reasons =
        expected.miners().stream()
            .flatMap(m -> m.refused().keySet().stream())
            .collect(Collectors.toCollection(TreeSet::new));
    EnumSet<Reason> ofRecords = EnumSet.allOf(Reason.class);
    ofRecords.removeIf(r -> r.scope() != Reason.Scope.RECORD || r == Reason.TOO_LATE);
    assertThat(reasons)
        .containsExactlyInAnyOrderElementsOf(ofRecords.stream().map(Reason::name).toList());
  }

  @Test
  void proportionsAreThoseOfTheSubnet() throws Exception {
    GeneratorOptions options = new GeneratorOptions(8, 20_000, 7);
    new StoreGenerator(folder, CLOCK).generate(options);
    Expectation expected = ExpectationFile.read(folder.resolve("expected.json"));
    double keys = expected.accepted();
    assertThat(expected.holders().keySet().stream().filter(k -> k.startsWith("x:")).count() / keys)
        .isBetween(0.3, 0.4);
    double shared =
        expected.holders().values().stream()
            .filter(h -> Arrays.stream(h).distinct().count() > 1)
            .count();
    assertThat(shared / keys).isBetween(0.28, 0.36);
    assertThat(expected.rejected() / 20_000.0).isBetween(0.02, 0.03);
    List<Long> sizes = expected.miners().stream().map(Expectation.Miner::received).toList();
    assertThat(sizes.get(0)).isBetween(3 * sizes.get(4), 8 * sizes.get(7) + 100);
    assertThat(sizes).isSortedAccordingTo((a, b) -> Long.compare(b, a));
  }

  @Test
  void refusesOptionsOutOfRange() {
    assertThatThrownBy(() -> new GeneratorOptions(0, 10, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("miners must be 1 to");
    assertThatThrownBy(() -> new GeneratorOptions(10, 9, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("records must be at least one for each miner");
  }

  private List<String> fingerprint(String name) throws SQLException, IOException {
    return rows(folder.resolve(name)).stream()
        .map(
            r ->
                r.uri()
                    + r.datetime()
                    + r.timeBucketId()
                    + r.source()
                    + r.label()
                    + r.contentSizeBytes()
                    + HexFormat.of().formatHex(r.content()))
        .toList();
  }

  private static List<StoreRecord> rows(Path home) throws SQLException, IOException {
    List<StoreRecord> rows = new ArrayList<>();
    try (var miners = Files.list(home.resolve("stores"))) {
      for (Path miner : miners.sorted().toList()) {
        rows.addAll(StoreRows.read(miner.resolve("SqliteMinerStorage.sqlite")));
      }
    }
    return rows;
  }

  private Set<String> files() throws IOException {
    try (var paths = Files.walk(folder)) {
      Set<String> found = new TreeSet<>();
      for (Path path : paths.toList()) {
        found.add(path + " " + Files.getLastModifiedTime(path));
      }
      return found;
    }
  }

  private static String text(Statement statement, String sql) throws SQLException {
    try (ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }
}
