package io.tributary.lake.challenge;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.tributary.hotkey.wire.Octets;
import io.tributary.lake.commitment.Commitments;
import io.tributary.lake.parquet.EncodedFile;
import io.tributary.lake.proof.FileManifest;
import io.tributary.lake.proof.FileManifests;
import io.tributary.lake.proof.Footer;
import io.tributary.lake.proof.FuzzBounds;
import io.tributary.lake.proof.TailProof;
import io.tributary.lake.proof.UnsoundFileException;
import io.tributary.schemas.SourceId;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/** Any bytes as a signed tail: proven and sound, or refused with what is wrong. */
class TailFuzzTest {

  private static final Duration SOON = Duration.ofSeconds(2);
  private static final long MOST_BYTES = 64 << 20;
  private static final int HEADER_BYTES = 9;

  /** Source, data length and rows as in {@link FuzzedFile}, then the tail. */
  @FuzzTest
  void isProvenOrRefused(byte[] input) throws Exception {
    if (input.length <= HEADER_BYTES) {
      return;
    }
    ByteBuffer header = ByteBuffer.wrap(input);
    SourceId source = header.get() % 2 == 0 ? SourceId.X : SourceId.REDDIT;
    long dataLength = Math.max(5, header.getInt() & 0xFFFF_FFFFL);
    long rows = Math.max(1, header.getInt() & 0x7FFF_FFFF);
    byte[] tail = Arrays.copyOfRange(input, HEADER_BYTES, input.length);
    FileManifest manifest = manifest(source, dataLength, rows, tail);
    FuzzBounds.within(SOON, MOST_BYTES, () -> prove(manifest, tail));
  }

  /** The input of a file's tail. */
  static byte[] write(SignedFile file) {
    byte[] whole = FuzzedFile.write(file);
    int data = (int) file.facts().dataLength();
    byte[] input = Arrays.copyOf(whole, whole.length - data);
    System.arraycopy(whole, HEADER_BYTES + data, input, HEADER_BYTES, input.length - HEADER_BYTES);
    return input;
  }

  private static void prove(FileManifest manifest, byte[] tail) {
    try {
      TailProof proof = TailProof.prove(manifest, tail, SignedFile.RULES);
      Footer footer = proof.footer();
      assertThat(footer.rows()).isEqualTo(manifest.rows());
      assertThat(footer.rowGroupOf(footer.rows() - 1)).isEqualTo(footer.rowGroups() - 1);
      footer
          .chunks()
          .forEach(
              chunk -> {
                assertThat(chunk.offset() + chunk.length())
                    .isLessThanOrEqualTo(manifest.dataLength());
                assertThat(footer.chunk(chunk.rowGroup(), chunk.column())).isEqualTo(chunk);
                proof.leavesOf(chunk.offset(), chunk.length());
              });
    } catch (UnsoundFileException e) {
      assertThat(e.findings()).isNotEmpty();
      assertThat(e.getMessage().length()).isLessThan(10_000);
    }
  }

  private static FileManifest manifest(SourceId source, long dataLength, long rows, byte[] tail) {
    long size = dataLength + tail.length;
    byte[] digest =
        Commitments.tailDigest(
            size, dataLength, SignedFile.LEAF, Commitments.sha256().digest(tail));
    EncodedFile file =
        new EncodedFile(
            Path.of("none"),
            source,
            size,
            dataLength,
            SignedFile.LEAF,
            rows,
            1,
            2,
            Octets.of(digest),
            Octets.of(digest),
            (int) Commitments.leafCount(dataLength, SignedFile.LEAF));
    return FileManifest.of(
        "demo",
        13,
        FileManifests.keyOf(file, SignedFile.MINER.hotkey(), HonestRows.SEALED),
        file,
        Octets.of(SignedFile.MINER.publicKey()),
        Optional.empty(),
        HonestRows.SEALED);
  }
}
