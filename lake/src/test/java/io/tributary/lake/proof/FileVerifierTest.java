package io.tributary.lake.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.lake.parquet.EncodedFile;
import io.tributary.lake.parquet.EncoderOptions;
import io.tributary.lake.parquet.Encoding;
import io.tributary.lake.parquet.SampleRows;
import io.tributary.schemas.SourceId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileVerifierTest {

  private static final EncoderOptions OPTIONS =
      EncoderOptions.DEFAULTS.withRowGroupRows(50).withLeafSizeBytes(1024);
  private static final FileVerifier VERIFIER =
      new FileVerifier(FileRules.DEFAULTS.withRowGroupRows(50));

  @TempDir Path folder;
  private EncodedFile file;
  private byte[] bytes;

  @BeforeEach
  void encode() throws IOException {
    file =
        Encoding.encode(folder, OPTIONS, SourceId.REDDIT, SampleRows.of(SourceId.REDDIT, 120, 4));
    bytes = Files.readAllBytes(file.path());
  }

  @Test
  void aFileOfTheEncoderIsSound() {
    FileReport report = VERIFIER.check(file.path());
    assertThat(report.findings()).isEmpty();
    assertThat(report.isSound()).isTrue();
    assertThat(report.sizeBytes()).isEqualTo(file.sizeBytes());
    assertThat(report.wholeDigest()).contains(file.wholeDigest());
    assertThat(report.facts())
        .contains(
            new FileReport.Facts(
                SourceId.REDDIT, 120, 3, file.dataLength(), file.leafCount(), file.tailDigest()));
  }

  @Test
  void oneFlippedBitAnywhereIsFound() throws IOException {
    Random random = new Random(99);
    for (int i = 0; i < bytes.length; i += 1 + random.nextInt(60)) {
      byte[] flipped = bytes.clone();
      flipped[i] ^= (byte) (1 << random.nextInt(8));
      Files.write(file.path(), flipped);
      assertThat(VERIFIER.check(file.path()).isSound()).as("byte %s", i).isFalse();
    }
  }

  @Test
  void aCutFileIsFoundAndNeverThrows() throws IOException {
    for (int length = 0; length < bytes.length; length += 97) {
      Files.write(file.path(), Arrays.copyOf(bytes, length));
      assertThat(VERIFIER.check(file.path()).isSound()).as("length %s", length).isFalse();
    }
  }

  @Test
  void aMangledTailIsFoundAndNeverThrows() throws IOException {
    Random random = new Random(5);
    for (int round = 0; round < 1000; round++) {
      byte[] mangled = bytes.clone();
      for (int i = 0; i < 1 + random.nextInt(20); i++) {
        int at = (int) file.dataLength() + random.nextInt(bytes.length - (int) file.dataLength());
        mangled[at] = (byte) random.nextInt(256);
      }
      Files.write(file.path(), mangled);
      boolean changed = !Arrays.equals(mangled, bytes);
      assertThat(VERIFIER.check(file.path()).isSound()).as("round %s", round).isEqualTo(!changed);
    }
  }

  @Test
  void namesThatClaimSomethingElseAreFound() throws IOException {
    Path rows = rename(file.path().getFileName().toString().replace("_120_", "_121_"));
    assertThat(codes(rows)).containsExactly(FindingCode.NAME_ROWS);
    Path digest = rename("data_20261122_101112_120_0123456789abcdef.parquet");
    assertThat(codes(digest)).containsExactly(FindingCode.NAME_DIGEST);
    assertThat(codes(rename("other.parquet"))).containsExactly(FindingCode.NAME_MALFORMED);
    Path lake = Files.createDirectories(folder.resolve(Encoding.key(file).path()).getParent());
    Path there = Files.write(lake.resolve(Encoding.key(file).file()), bytes);
    assertThat(codes(there)).isEmpty();
    Path x = Files.createDirectories(folder.resolve("data/2/" + Encoding.HOTKEY.address()));
    Path wrong = Files.write(x.resolve(Encoding.key(file).file()), bytes);
    assertThat(codes(wrong)).containsExactly(FindingCode.NAME_SOURCE);
  }

  @Test
  void whatIsNoFileOfTheLakeIsNamed() throws IOException {
    assertThat(codes(folder)).containsExactly(FindingCode.NOT_READABLE);
    assertThat(codes(folder.resolve("missing"))).containsExactly(FindingCode.NOT_READABLE);
    Path text = Files.writeString(folder.resolve("a.txt"), "no parquet at all, just text");
    assertThat(codes(text)).containsExactly(FindingCode.NOT_PARQUET, FindingCode.NAME_MALFORMED);
  }

  @Test
  void rowGroupsOfAnotherSizeAreFound() {
    assertThat(FileVerifier.verify(file.path()).findings())
        .extracting(Finding::code)
        .containsExactly(FindingCode.ROW_GROUP_ROWS);
  }

  @Test
  void capsAreCheckedBeforeAnythingIsParsed() {
    FileRules tail = new FileRules(50, 100, 1_000_000);
    assertThat(new FileVerifier(tail).check(file.path()).findings())
        .extracting(Finding::code)
        .containsExactly(FindingCode.TAIL_TOO_LARGE);
    FileRules elements = new FileRules(50, 64 << 20, 100);
    assertThat(new FileVerifier(elements).check(file.path()).findings())
        .containsExactly(new Finding(FindingCode.FOOTER_MALFORMED, "more than 100 elements"));
  }

  private List<FindingCode> codes(Path path) {
    return VERIFIER.check(path).findings().stream().map(Finding::code).toList();
  }

  private Path rename(String name) throws IOException {
    return Files.write(folder.resolve(name), bytes);
  }
}
