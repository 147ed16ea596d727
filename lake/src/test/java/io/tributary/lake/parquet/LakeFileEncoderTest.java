package io.tributary.lake.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.lake.commitment.Commitments;
import io.tributary.schemas.SourceId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LakeFileEncoderTest {

  private static final EncoderOptions SMALL =
      EncoderOptions.DEFAULTS.withRowGroupRows(100).withLeafSizeBytes(4096);

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(SourceId.class)
  void sameRowsGiveTheSameBytes(SourceId source) throws IOException {
    List<byte[]> rows = SampleRows.of(source, 350, 7);
    EncodedFile first = encode(SMALL, source, rows, "a");
    byte[] firstBytes = Files.readAllBytes(first.path());
    try (LakeFileEncoder encoder = new LakeFileEncoder(SMALL)) {
      for (String name : List.of("b", "c")) {
        EncodedFile again = encode(encoder, source, rows, name);
        assertThat(Files.readAllBytes(again.path())).isEqualTo(firstBytes);
        assertThat(again.tailDigestHex()).isEqualTo(first.tailDigestHex());
      }
    }
  }

  @Test
  void digestsAreThoseOfTheBytes() throws IOException {
    EncodedFile file = encode(SMALL, SourceId.X, SampleRows.of(SourceId.X, 350, 1), "f");
    byte[] bytes = Files.readAllBytes(file.path());
    int data = (int) file.dataLength();

    assertThat(file.sizeBytes()).isEqualTo(bytes.length);
    assertThat(file.rows()).isEqualTo(350);
    assertThat(file.wholeDigest().bytes()).isEqualTo(Commitments.sha256().digest(bytes));
    byte[] tailSha = Commitments.sha256().digest(Arrays.copyOfRange(bytes, data, bytes.length));
    assertThat(file.tailDigest().bytes())
        .isEqualTo(Commitments.tailDigest(bytes.length, data, 4096, tailSha));
    assertThat(file.leafCount()).isEqualTo((data + 4095) / 4096);
  }

  @Test
  void everyRowIsInTheSpanThatTheFileNames() throws IOException {
    List<Object[]> values = SampleRows.values(SourceId.X, 250, 3);
    long first = values.stream().mapToLong(row -> (Long) row[0]).min().orElseThrow();
    long last = values.stream().mapToLong(row -> (Long) row[0]).max().orElseThrow();
    EncodedFile file = encode(SMALL, SourceId.X, SampleRows.encode(SourceId.X, values), "f");
    assertThat(file.firstDatetimeMicros()).isEqualTo(first);
    assertThat(file.lastDatetimeMicros()).isEqualTo(last);
  }

  @Test
  void anAbortedFileIsGoneAndTheEncoderStartsAgain() throws IOException {
    List<byte[]> rows = SampleRows.of(SourceId.REDDIT, 120, 2);
    try (LakeFileEncoder encoder = new LakeFileEncoder(SMALL)) {
      encoder.start(SourceId.REDDIT, folder.resolve("gone"), 10);
      for (byte[] row : rows) {
        encoder.append(row);
      }
      encoder.abort();
      assertThat(folder.resolve("gone")).doesNotExist();
      EncodedFile after = encode(encoder, SourceId.REDDIT, rows, "kept");
      EncodedFile fresh = encode(SMALL, SourceId.REDDIT, rows, "fresh");
      assertThat(after.wholeDigest()).isEqualTo(fresh.wholeDigest());
    }
  }

  @Test
  void misuseIsRefused() throws IOException {
    try (LakeFileEncoder encoder = new LakeFileEncoder(SMALL)) {
      assertThatThrownBy(encoder::finish)
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("no file is open: call start first");
      encoder.start(SourceId.X, folder.resolve("f"), 1);
      assertThatThrownBy(encoder::finish)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("at least one row");
      assertThatThrownBy(() -> encoder.start(SourceId.X, folder.resolve("g"), 1))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("finish or abort");
      assertThatThrownBy(() -> encoder.append(new byte[8]))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("row 0 has no datetime");
    }
    assertThat(folder.resolve("f")).doesNotExist();
  }

  @Test
  void aFolderThatIsMissingLeavesTheEncoderUsable() throws IOException {
    try (LakeFileEncoder encoder = new LakeFileEncoder(SMALL)) {
      assertThatThrownBy(() -> encoder.start(SourceId.X, folder.resolve("no/such/f"), 1))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("no/such/f");
      assertThat(encoder.isOpen()).isFalse();
      assertThat(encode(encoder, SourceId.X, SampleRows.of(SourceId.X, 1, 1), "f").rows())
          .isEqualTo(1);
    }
  }

  private EncodedFile encode(
      EncoderOptions options, SourceId source, List<byte[]> rows, String name) throws IOException {
    try (LakeFileEncoder encoder = new LakeFileEncoder(options)) {
      return encode(encoder, source, rows, name);
    }
  }

  private EncodedFile encode(
      LakeFileEncoder encoder, SourceId source, List<byte[]> rows, String name) throws IOException {
    encoder.start(source, folder.resolve(name), rows.size());
    for (byte[] row : rows) {
      encoder.append(row);
    }
    return encoder.finish();
  }
}
