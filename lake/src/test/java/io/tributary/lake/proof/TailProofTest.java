package io.tributary.lake.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.hotkey.wire.Octets;
import io.tributary.lake.parquet.EncodedFile;
import io.tributary.lake.parquet.EncoderOptions;
import io.tributary.lake.parquet.Encoding;
import io.tributary.lake.parquet.SampleRows;
import io.tributary.schemas.SourceId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TailProofTest {

  private static final EncoderOptions OPTIONS =
      EncoderOptions.DEFAULTS.withRowGroupRows(50).withLeafSizeBytes(1024);
  private static final FileRules RULES = FileRules.DEFAULTS.withRowGroupRows(50);

  @TempDir Path folder;
  private byte[] bytes;
  private FileManifest manifest;

  @BeforeEach
  void encode() throws IOException {
    EncodedFile file =
        Encoding.encode(folder, OPTIONS, SourceId.X, SampleRows.of(SourceId.X, 120, 4));
    bytes = Files.readAllBytes(file.path());
    manifest =
        FileManifest.of(
            "demo",
            13,
            Encoding.key(file),
            file,
            Octets.of(new byte[32]),
            Optional.empty(),
            Encoding.SEALED);
  }

  @Test
  void everyColumnChunkIsProvenFromItsLeavesAlone() throws Exception {
    TailProof proof = TailProof.prove(manifest, tail(), RULES);
    assertThat(proof.footer().rows()).isEqualTo(120);
    assertThat(proof.footer().chunks()).hasSize(3 * 33);
    for (ColumnChunkExtent chunk : proof.footer().chunks()) {
      LeafRange range = proof.leavesOf(chunk.offset(), chunk.length());
      assertThat(range.offset()).isLessThanOrEqualTo(chunk.offset());
      assertThat(range.offset() + range.length())
          .isGreaterThanOrEqualTo(chunk.offset() + chunk.length());
      byte[] leaves = slice(range);
      proof.proveLeaves(range, leaves);
      leaves[leaves.length / 2] ^= 1;
      assertThatThrownBy(() -> proof.proveLeaves(range, leaves))
          .isInstanceOf(UnsoundFileException.class)
          .hasMessageStartingWith("LEAF_DIGEST: leaf ");
    }
  }

  @Test
  void leavesOfAnotherPlaceProveNothing() throws Exception {
    TailProof proof = TailProof.prove(manifest, tail(), RULES);
    LeafRange first = proof.leavesOf(0, 1024);
    LeafRange second = proof.leavesOf(1024, 1024);
    assertThatThrownBy(() -> proof.proveLeaves(first, slice(second)))
        .isInstanceOf(UnsoundFileException.class)
        .hasMessage("LEAF_DIGEST: leaf 0");
    assertThatThrownBy(() -> proof.leavesOf(manifest.dataLength(), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no run of bytes");
  }

  @Test
  void aTailThatWasNotSignedIsRefusedUnparsed() {
    byte[] tail = tail();
    tail[tail.length - 100] ^= 1;
    assertFinding(FindingCode.TAIL_DIGEST, tail, RULES);
    assertFinding(FindingCode.SIZE, Arrays.copyOf(tail, tail.length - 1), RULES);
    assertFinding(FindingCode.TAIL_TOO_LARGE, tail, new FileRules(50, 1000, 1000));
  }

  @Test
  void aSignedFileThatIsNotWellFormedFails() {
    assertFinding(FindingCode.ROW_GROUP_ROWS, tail(), FileRules.DEFAULTS);
  }

  private void assertFinding(FindingCode code, byte[] tail, FileRules rules) {
    assertThatThrownBy(() -> TailProof.prove(manifest, tail, rules))
        .isInstanceOf(UnsoundFileException.class)
        .hasMessageStartingWith(code + ": ");
  }

  private byte[] tail() {
    return Arrays.copyOfRange(bytes, (int) manifest.dataLength(), bytes.length);
  }

  private byte[] slice(LeafRange range) {
    return Arrays.copyOfRange(bytes, (int) range.offset(), (int) range.offset() + range.length());
  }
}
