package io.tributary.local.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LakeQueryTest {

  private static final String HOTKEY = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY";

  @TempDir Path folder;
  private Path lake;

  @BeforeEach
  void write() throws Exception {
    lake = folder.resolve("odd's [folder] *");
    Path prefix = Files.createDirectories(lake.resolve("data/2/" + HOTKEY));
    Path file = prefix.resolve("data_20261122_100000_2_0123456789abcdef.parquet");
    Files.writeString(folder.resolve("secret.csv"), "a\nsecret\n");
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement()) {
      statement.execute("SET TimeZone = 'UTC'");
      statement.execute(
          "COPY (SELECT TIMESTAMPTZ '2026-11-22 09:00:00.5+00' + INTERVAL (i) HOUR AS datetime,"
              + " 'text' || i AS text, ['#a', '#b'] AS tweet_hashtags, i AS like_count"
              + " FROM range(2) r(i)) TO "
              + Sql.literal(file.toString())
              + " (FORMAT parquet)");
    }
  }

  @Test
  void showsATableWithMinerSourceAndUtcTimes() throws Exception {
    try (LakeQuery query = LakeQuery.open(lake)) {
      assertThat(query.table("SELECT datetime, text, miner_hotkey, source FROM x ORDER BY 1", 60))
          .containsExactly(
              "datetime                  text   miner_hotkey                                      source",
              "────────────────────────  ─────  ────────────────────────────────────────────────  ──────",
              "2026-11-22T09:00:00.500Z  text0  " + HOTKEY + "       2",
              "2026-11-22T10:00:00.500Z  text1  " + HOTKEY + "       2");
    }
  }

  @Test
  void writesJsonLines() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    try (LakeQuery query = LakeQuery.open(lake.resolve("data"))) {
      query.run(
          "SELECT text, tweet_hashtags, like_count, NULL AS none FROM x ORDER BY text LIMIT 1",
          new JsonLinesSink(out));
    }
    assertThat(bytes.toString(StandardCharsets.UTF_8).strip())
        .isEqualTo(
            "{\"text\":\"text0\",\"tweet_hashtags\":[\"#a\",\"#b\"],\"like_count\":0,\"none\":null}");
  }

  @Test
  void aSourceWithoutFilesIsAnEmptyTable() throws Exception {
    try (LakeQuery query = LakeQuery.open(lake)) {
      assertThat(query.table("SELECT count(*) AS n, max(score) AS s FROM reddit", 20))
          .anyMatch(l -> l.strip().startsWith("0  ·"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "COPY (SELECT 1) TO '%s/data/out.csv'",
        "CREATE TABLE t (i INT)",
        "SELECT 1; DROP VIEW x",
        "ATTACH '%s/data/new.db'",
        "SET enable_external_access = true",
        "EXPORT DATABASE '%s/data'"
      })
  void refusesWhatIsNoQuery(String sql) throws Exception {
    try (LakeQuery query = LakeQuery.open(lake)) {
      assertThatThrownBy(() -> query.table(sql.replace("%s", lake.toString()), 20))
          .isInstanceOf(QueryException.class);
    }
    try (var paths = Files.walk(lake)) {
      assertThat(paths.filter(Files::isRegularFile)).hasSize(1);
    }
  }

  @Test
  void readsNothingOutsideTheLake() throws Exception {
    try (LakeQuery query = LakeQuery.open(lake)) {
      for (String path :
          new String[] {folder.resolve("secret.csv").toString(), lake + "/data/../../secret.csv"}) {
        assertThatThrownBy(
                () -> query.table("SELECT * FROM read_csv(" + Sql.literal(path) + ")", 20))
            .isInstanceOf(QueryException.class)
            .hasMessageContaining("Permission");
      }
    }
  }

  @Test
  void saysWhatIsWrongWithAQuery() throws Exception {
    try (LakeQuery query = LakeQuery.open(lake)) {
      assertThatThrownBy(() -> query.table("SELECT nothing FROM x", 20))
          .isInstanceOf(QueryException.class)
          .hasMessageContaining("nothing");
      assertThatThrownBy(() -> query.table("SELCT 1", 20))
          .isInstanceOf(QueryException.class)
          .hasMessageContaining("SELCT");
      assertThatThrownBy(() -> query.table("SELECT 1; SELECT 2", 20))
          .hasMessageContaining("one query at a time");
    }
  }

  @Test
  void refusesAFileThatIsNotAtAKeyOfTheLake() throws Exception {
    Files.createFile(lake.resolve("data/2/stray.parquet"));
    assertThatThrownBy(() -> LakeQuery.open(lake))
        .isInstanceOf(QueryException.class)
        .hasMessageContaining("not a key of the lake: data/2/stray.parquet");
  }
}
