package io.tributary.jobs.validate.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.connectors.batches.KafkaMessage;
import io.tributary.hotkey.chain.BlockHash;
import io.tributary.hotkey.identity.LocalSigner;
import io.tributary.hotkey.wire.Octets;
import io.tributary.lake.draw.DrawOptions;
import io.tributary.lake.draw.RowDraw;
import io.tributary.lake.epoch.ObjectVersion;
import io.tributary.lake.threshold.Thresholds;
import io.tributary.lake.verdict.ContentCounts;
import io.tributary.lake.verdict.DrawBasis;
import io.tributary.lake.verdict.FileVerdict;
import io.tributary.lake.verdict.SignedVerdict;
import io.tributary.lake.verdict.Verdict;
import io.tributary.lake.verdict.VerdictFinding;
import io.tributary.lake.verdict.VerdictReason;
import io.tributary.lake.verdict.VerdictRules;
import io.tributary.lake.verdict.VerdictSubject;
import io.tributary.schemas.ObjectKey;
import io.tributary.schemas.SourceId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.avro.generic.GenericRecord;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileSystem;
import org.apache.parquet.avro.AvroParquetReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.io.LocalInputFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerdictTableTest {

  private static final LocalSigner VALIDATOR = signer(9);
  private static final LocalSigner MINER = signer(1);

  @TempDir Path folder;

  private static LocalSigner signer(int seed) {
    byte[] secret = new byte[32];
    Arrays.fill(secret, (byte) seed);
    return LocalSigner.fromMiniSecret(secret);
  }

  private static Octets digest(String text) {
    return Octets.of(text.getBytes(StandardCharsets.US_ASCII)).sha256();
  }

  private static byte[] message(long epoch, VerdictFinding... ofFile) {
    ObjectKey key =
        ObjectKey.of(
            SourceId.X,
            MINER.hotkey(),
            Instant.parse("2026-11-22T12:00:00Z"),
            100,
            digest("tail").hex());
    FileVerdict file =
        new FileVerdict(
            key,
            new ObjectVersion(ObjectVersion.Kind.ETAG, "abc-2"),
            100,
            List.of(1L, 4L),
            List.of(new FileVerdict.Draw(RowDraw.Kind.ROWS, 7)),
            true,
            0,
            4_096,
            5,
            List.of(ofFile));
    Verdict verdict =
        new Verdict(
            new VerdictSubject("lake-1", 13, epoch, MINER.hotkey(), VALIDATOR.hotkey()),
            new DrawBasis(
                digest("set"),
                new BlockHash("0x" + digest("block").hex()),
                DrawOptions.DEFAULTS,
                3,
                300,
                30),
            VerdictRules.DEFAULTS,
            Optional.of(Thresholds.DEFAULTS),
            true,
            new ContentCounts(100, 99, 0, 0),
            List.of(VerdictFinding.of(VerdictReason.MANIFEST_MISSING, "data/2/stray")),
            List.of(file));
    return SignedVerdict.sign(verdict, VALIDATOR).encode();
  }

  private List<GenericRecord> written(byte[]... messages) throws IOException {
    Path file = folder.resolve("verdicts.parquet");
    try (FSDataOutputStream out =
        FileSystem.getLocalFileSystem()
            .create(
                new org.apache.flink.core.fs.Path(file.toUri()),
                FileSystem.WriteMode.NO_OVERWRITE)) {
      BulkWriter<KafkaMessage> writer = new VerdictWriters().create(out);
      for (byte[] message : messages) {
        writer.addElement(new KafkaMessage(new byte[] {1}, message, null));
      }
      writer.finish();
    }
    List<GenericRecord> rows = new ArrayList<>();
    try (ParquetReader<GenericRecord> reader =
        AvroParquetReader.<GenericRecord>builder(new LocalInputFile(file)).build()) {
      for (GenericRecord row = reader.read(); row != null; row = reader.read()) {
        rows.add(row);
      }
    }
    return rows;
  }

  @Test
  void aRowTellsWhatItsVerdictDoes() throws IOException {
    byte[] message = message(41, VerdictFinding.of(VerdictReason.ID_TIME_MISMATCH, "row 7"));

    List<GenericRecord> rows = written(message, message(42));

    assertThat(rows).hasSize(2);
    GenericRecord row = rows.get(0);
    assertThat(row.get("epoch")).isEqualTo(41L);
    assertThat(row.get("hotkey")).hasToString(MINER.hotkey().address());
    assertThat(row.get("validator")).hasToString(VALIDATOR.hotkey().address());
    assertThat(row.get("outcome")).hasToString("FAIL");
    assertThat(row.get("earning_rows")).isEqualTo(0L);
    assertThat(row.get("set_rows")).isEqualTo(300L);
    assertThat(row.get("id_rows_present")).isEqualTo(99L);
    assertThat(row.get("bytes_read")).isEqualTo(4_096L);
    assertThat(row.get("signed_verdict")).isEqualTo(ByteBuffer.wrap(message));
    GenericRecord stray = (GenericRecord) ((List<?>) row.get("findings")).get(0);
    assertThat(stray.get("reason")).hasToString("MANIFEST_MISSING");
    assertThat(stray.get("party")).hasToString("LAKE");
    GenericRecord file = (GenericRecord) ((List<?>) row.get("files")).get(0);
    assertThat(file.get("version")).hasToString("abc-2");
    assertThat(file.get("leaves_drawn")).isEqualTo(2L);
    assertThat(file.get("rows_drawn")).isEqualTo(1L);
    GenericRecord found = (GenericRecord) ((List<?>) file.get("findings")).get(0);
    assertThat(found.get("reason")).hasToString("ID_TIME_MISMATCH");
    assertThat(found.get("detail")).hasToString("row 7");
    assertThat(rows.get(1).get("outcome")).hasToString("PASS");
  }

  @Test
  void anEpochHasAFolder() {
    KafkaMessage message = new KafkaMessage(new byte[] {1}, message(41), null);

    assertThat(new EpochFolders().getBucketId(message, null)).isEqualTo("epoch=41");
  }

  @Test
  void whatIsNoVerdictIsNotWritten() {
    assertThatThrownBy(() -> written(new byte[] {1, 2, 3}))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cannot be read");
  }
}
