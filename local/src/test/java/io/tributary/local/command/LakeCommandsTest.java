package io.tributary.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.lake.parquet.EncodedFile;
import io.tributary.lake.parquet.EncoderOptions;
import io.tributary.lake.parquet.LakeFileEncoder;
import io.tributary.lake.proof.FileManifests;
import io.tributary.schemas.Hotkey;
import io.tributary.schemas.ObjectKey;
import io.tributary.schemas.SourceId;
import io.tributary.schemas.row.Column;
import io.tributary.schemas.row.Columns;
import io.tributary.schemas.row.RowWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** Commands that read files of a lake. */
class LakeCommandsTest {

  private static final Hotkey MINER =
      new Hotkey("5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY");

  @TempDir private Path lake;
  private Path file;

  @BeforeEach
  void writeOneFile() throws IOException {
    EncodedFile encoded;
    try (LakeFileEncoder encoder = new LakeFileEncoder(EncoderOptions.DEFAULTS)) {
      encoder.start(SourceId.X, lake.resolve("spool"), 2);
      encoder.append(row("first"));
      encoder.append(row("second"));
      encoded = encoder.finish();
    }
    ObjectKey key = FileManifests.keyOf(encoded, MINER, Instant.parse("2026-11-22T10:11:12Z"));
    file = lake.resolve("data/2/" + MINER.address()).resolve(key.file());
    Files.createDirectories(file.getParent());
    Files.move(encoded.path(), file);
  }

  @Test
  void verifyPassesASoundFile() {
    CommandRun run = CommandRun.of(VerifyCommand::new, file.toString());

    assertThat(run.out()).startsWith("PASS  " + file).contains("source 2, 2 rows in 1 row groups");
    assertThat(run.exitCode()).isZero();
  }

  @Test
  void verifyNamesWhatIsWrongAndFails() throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[10] ^= 1;
    Files.write(file, bytes);

    CommandRun run = CommandRun.of(VerifyCommand::new, file.toString());
    assertThat(run.out()).startsWith("FAIL  " + file).contains("LEAF_DIGEST");
    assertThat(run.exitCode()).isEqualTo(1);

    CommandRun json = CommandRun.of(VerifyCommand::new, "--json", file.toString());
    assertThat(json.out())
        .contains("\"verdict\":\"FAIL\"", "\"rows\":2", "{\"code\":\"LEAF_DIGEST\",")
        .endsWith("}\n");
    assertThat(json.exitCode()).isEqualTo(1);
  }

  @Test
  void verifyFailsOnAFileThatIsNotThere() {
    CommandRun run = CommandRun.of(VerifyCommand::new, lake.resolve("none").toString());

    assertThat(run.out()).contains("NOT_READABLE");
    assertThat(run.exitCode()).isEqualTo(1);
  }

  @Test
  void verifyChecksEveryFileBelowAFolder() throws IOException {
    CommandRun good = CommandRun.of(VerifyCommand::new, lake.resolve("data").toString());
    assertThat(good.out()).contains("PASS  " + file, "1 files below", "1 pass, 0 fail; 2 rows");
    assertThat(good.exitCode()).isZero();

    Files.writeString(file.resolveSibling("notes.txt"), "no file of the lake");
    CommandRun bad = CommandRun.of(VerifyCommand::new, lake.resolve("data").toString());
    assertThat(bad.out()).contains("FAIL  " + file.resolveSibling("notes.txt"), "NAME_MALFORMED");
    assertThat(bad.out()).contains("2 files below", "1 pass, 1 fail");
    assertThat(bad.exitCode()).isEqualTo(1);

    CommandRun json = CommandRun.of(VerifyCommand::new, "--json", lake.toString());
    assertThat(json.out().lines()).hasSize(2).allMatch(line -> line.startsWith("{\"file\":"));

    Path empty = Files.createDirectory(lake.resolve("empty"));
    CommandRun none = CommandRun.of(VerifyCommand::new, empty.toString());
    assertThat(none.err()).isEqualTo("tributary: there is no file below " + empty + "\n");
    assertThat(none.exitCode()).isEqualTo(1);
  }

  @Test
  void verifyGoesOnAfterATargetThatCannotBeRead() throws IOException {
    Path empty = Files.createDirectory(lake.resolve("empty\nPASS"));
    Path other = Files.createDirectory(lake.resolve("other"));

    CommandRun run =
        CommandRun.of(VerifyCommand::new, empty.toString(), file.toString(), other.toString());
    assertThat(run.err().lines())
        .containsExactly(
            "tributary: there is no file below " + lake.resolve("empty PASS"),
            "tributary: there is no file below " + other);
    assertThat(run.out()).startsWith("PASS  " + file);
    assertThat(run.exitCode()).isEqualTo(1);
  }

  @Test
  void verifyEndsWhereNobodyReads() {
    StringWriter err = new StringWriter();
    OutputStream closed =
        new OutputStream() {
          @Override
          public void write(int one) throws IOException {
            throw new IOException("Broken pipe");
          }
        };
    Streams streams =
        new Streams(InputStream.nullInputStream(), closed, new PrintWriter(err, true));

    int exitCode =
        new CommandLine(new VerifyCommand(streams))
            .setExecutionExceptionHandler(new Failures(streams))
            .execute(file.toString(), file.toString());
    assertThat(err).hasToString("tributary: Broken pipe\n");
    assertThat(exitCode).isEqualTo(1);
  }

  @Test
  void verifyFollowsALinkToALake() throws IOException {
    Path link = Files.createSymbolicLink(lake.resolve("link"), lake.resolve("data"));

    CommandRun run = CommandRun.of(VerifyCommand::new, link.toString());
    assertThat(run.out())
        .contains("PASS  " + link.resolve(lake.resolve("data").relativize(file)))
        .contains("1 files below " + link + ": 1 pass, 0 fail");
    assertThat(run.exitCode()).isZero();

    CommandRun below = CommandRun.of(VerifyCommand::new, lake.toString());
    assertThat(below.out()).contains("FAIL  " + link, "NOT_READABLE", "1 pass, 1 fail");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '|',
      value = {
        "--s3-endpoint, localhost:9, must be http:// or https:// with a host",
        "--s3-endpoint, foo, must be http:// or https:// with a host",
        "--s3-endpoint, http://, must be http:// or https:// with a host",
        "--s3-endpoint, ||, must be http:// or https:// with a host",
        "--s3-endpoint, ftp://host, must be http:// or https:// with a host",
        "--s3-endpoint, https://me:secret@host, must be http:// or https:// with a host",
        "--s3-region, ||, '' is no region",
        "--s3-region, us east, 'us east' is no region",
        "--bucket, ||, '' is no name of a bucket",
        "--bucket, a/b, 'a/b' is no name of a bucket",
        "--bootstrap, nonsense, 'nonsense' is not HOST:PORT",
        "--bootstrap, ||, '' is not HOST:PORT",
        "--bootstrap, |,|, '' is not HOST:PORT",
        "--bootstrap, |kafka:9092,,other:9092|, '' is not HOST:PORT",
        "--bootstrap, kafka:65536, 'kafka:65536' is not HOST:PORT"
      })
  void verifyTellsWhatIsWrongWithACall(String option, String value, String message) {
    CommandRun run = CommandRun.of(VerifyCommand::new, option, value, file.toString());

    assertThat(run.err())
        .startsWith("Invalid value for option '" + option + "'")
        .contains(message)
        .doesNotContain("secret@", "Exception");
    assertThat(run.exitCode()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '|',
      value = {
        "--bootstrap, |kafka:9092,|",
        "--bootstrap, |kafka-1.example:9092, [::1]:9092|",
        "--bootstrap, PLAINTEXT://kafka:9092",
        "--s3-endpoint, HTTPS://store.example:9000/s3",
        "--s3-endpoint, http://[::1]:9000",
        "--s3-region, eu-central-1",
        "--bucket, lake.example"
      })
  void verifyTakesWhatIsRight(String option, String value) {
    CommandRun run = CommandRun.of(VerifyCommand::new, option, value, file.toString());

    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
  }

  @Test
  void verifyWantsABucketInAPrefix() {
    for (String target : new String[] {"s3://", "s3:///data", "s3://a b/data"}) {
      CommandRun run = CommandRun.of(VerifyCommand::new, target);

      assertThat(run.err())
          .startsWith("This names no bucket, as s3://BUCKET/PREFIX does: " + target + "\n");
      assertThat(run.exitCode()).isEqualTo(2);
    }
  }

  @Test
  void noNameOfAFileMakesALineOfItsOwn() throws IOException {
    Path steering = file.resolveSibling("notes\nPASS  " + file.getFileName() + "\u001b[2J");
    Files.writeString(steering, "no file of the lake");

    CommandRun run = CommandRun.of(VerifyCommand::new, steering.toString());
    assertThat(run.out())
        .startsWith("FAIL  " + file.resolveSibling("notes?PASS  " + file.getFileName() + "?[2J"))
        .doesNotContain("\nPASS", "\u001b");
    assertThat(run.exitCode()).isEqualTo(1);
  }

  @Test
  void queryAnswersATableOrJsonLines() {
    String sql = "SELECT text, miner_hotkey FROM x ORDER BY text";

    CommandRun table = CommandRun.of(QueryCommand::new, "--lake", lake.toString(), sql);
    assertThat(table.out()).startsWith("text").contains("first", MINER.address());
    assertThat(table.exitCode()).isZero();

    CommandRun json = CommandRun.of(QueryCommand::new, "--lake", lake.toString(), "--json", sql);
    assertThat(json.out().lines())
        .containsExactly(
            "{\"text\":\"first\",\"miner_hotkey\":\"" + MINER + "\"}",
            "{\"text\":\"second\",\"miner_hotkey\":\"" + MINER + "\"}");
  }

  @Test
  void queryChangesNothing() {
    CommandRun run = CommandRun.of(QueryCommand::new, "--lake", lake.toString(), "DROP VIEW x");

    assertThat(run.err()).startsWith("tributary: only SELECT").hasLineCount(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.exitCode()).isEqualTo(1);
  }

  private static byte[] row(String text) {
    List<Column> columns = Columns.of(SourceId.X);
    Object[] values = new Object[columns.size()];
    for (int i = 0; i < values.length; i++) {
      Column column = columns.get(i);
      values[i] =
          switch (column.type()) {
            case TIMESTAMP_MICROS -> 1_790_000_000_000_000L;
            case STRING -> column.name().equals("text") ? text : "1";
            default -> null;
          };
    }
    return new RowWriter().write(columns, values);
  }
}
