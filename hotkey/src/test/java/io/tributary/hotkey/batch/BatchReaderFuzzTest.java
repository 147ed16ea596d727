package io.tributary.hotkey.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.hotkey.identity.SigningDomain;
import io.tributary.schemas.Reason;
import io.tributary.schemas.SourceId;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Whatever bytes come in, a batch or a reason goes out. */
class BatchReaderFuzzTest {

  private final BatchReader reader = BatchFixture.reader();

  @Property(tries = 5_000)
  void randomBytesGetAReason(@ForAll @Size(max = 400) byte[] bytes) throws Exception {
    assertThat(outcome(bytes)).isNotNull();
  }

  @Property(tries = 500)
  void mutatedMessagesGetAReason(@ForAll long seed, @ForAll @IntRange(min = 1, max = 6) int many)
      throws Exception {
    assertThat(outcome(mutate(BatchFixture.message(3, 1), seed, many))).isNotNull();
  }

  @Property(tries = 1_000)
  void signedGarbageGetsAReason(@ForAll long seed, @ForAll @IntRange(min = 1, max = 6) int many)
      throws Exception {
    byte[] body = mutate(BatchCodec.split(BatchFixture.message(3, 1))[0], seed, many);
    byte[] message = BatchCodec.message(body, BatchFixture.MINER.sign(SigningDomain.BATCH, body));
    try {
      reader.records(reader.verify(BatchFixture.key(), message, BatchFixture.NOW));
    } catch (BatchRefusedException e) {
      assertThat(e.reason().scope()).isEqualTo(Reason.Scope.BATCH);
      assertThat(e).hasMessageNotContaining("null");
    }
  }

  @Property(tries = 2_000)
  void garbageInsideTheRecordsGetsAReason(@ForAll @Size(max = 200) byte[] bytes) throws Exception {
    PackedRecords packed =
        new PackedRecords(2, bytes.length, com.github.luben.zstd.Zstd.compress(bytes));
    VerifiedBatch batch =
        new VerifiedBatch(
            BatchFixture.MINER.hotkey(),
            BatchFixture.MINER.publicKey(),
            BatchFixture.STREAM,
            1,
            BatchFixture.NOW,
            Set.of(SourceId.X),
            new byte[32],
            packed.count(),
            packed.uncompressedSizeBytes(),
            packed.compressed());
    try {
      assertThat(reader.records(batch)).hasSize(2);
    } catch (BatchRefusedException e) {
      assertThat(e.reason()).isIn(Reason.BATCH_RECORDS, Reason.BATCH_GRANT);
      assertThat(e).hasMessageNotContaining("null");
    }
  }

  private Reason outcome(byte[] message) throws Exception {
    try {
      reader.verify(BatchFixture.key(), message, BatchFixture.NOW);
      return null;
    } catch (BatchRefusedException e) {
      return e.reason();
    }
  }

  /** Flips, cuts, repeats and overwrites, at least one byte. */
  private static byte[] mutate(byte[] bytes, long seed, int many) {
    Random random = new Random(seed);
    byte[] mutated = bytes.clone();
    for (int i = 0; i < many; i++) {
      int at = random.nextInt(mutated.length);
      switch (random.nextInt(4)) {
        case 0 -> mutated[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> mutated[at] = (byte) (mutated[at] + 1 + random.nextInt(255));
        case 2 -> mutated = java.util.Arrays.copyOf(mutated, Math.max(1, at));
        default -> {
          byte[] longer = java.util.Arrays.copyOf(mutated, mutated.length + 1);
          System.arraycopy(mutated, at, longer, at + 1, mutated.length - at);
          mutated = longer;
        }
      }
    }
    if (java.util.Arrays.equals(mutated, bytes)) {
      mutated[0]++;
    }
    return mutated;
  }
}
