package io.tributary.hotkey.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.luben.zstd.Zstd;
import io.tributary.hotkey.identity.LocalSigner;
import io.tributary.hotkey.identity.SigningDomain;
import io.tributary.hotkey.registry.HotkeyRegistry;
import io.tributary.hotkey.registry.RegistryUnavailableException;
import io.tributary.schemas.Reason;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class BatchReaderTest {

  private final byte[] message = BatchFixture.message(4, 5);

  @Test
  void aMessageOverTheLimitIsRefusedUnread() {
    assertRefused(Reason.BATCH_TOO_LARGE, "4194305", BatchFixture.key(), new byte[(4 << 20) + 1]);
  }

  @Test
  void noMessageAndEmptyMessageAreMalformed() {
    assertRefused(Reason.BATCH_MALFORMED, "no value", BatchFixture.key(), null);
    assertRefused(Reason.BATCH_MALFORMED, "end", BatchFixture.key(), new byte[0]);
  }

  @Test
  void trailingBytesAreMalformed() {
    byte[] longer = Arrays.copyOf(message, message.length + 1);
    assertRefused(Reason.BATCH_MALFORMED, "bytes follow", BatchFixture.key(), longer);
  }

  @Test
  void aHugeLengthAllocatesNothing() {
    AvroOutput out = new AvroOutput(16);
    out.writeLong(Integer.MAX_VALUE);
    assertRefused(Reason.BATCH_MALFORMED, "bytes are left", BatchFixture.key(), out.toBytes());
  }

  @Test
  void theKafkaKeyIsTheHotkey() {
    byte[] other = BatchFixture.signer(2).hotkey().address().getBytes(StandardCharsets.UTF_8);
    assertRefused(Reason.BATCH_KEY_MISMATCH, "not the batch's hotkey", other, message);
    assertRefused(Reason.BATCH_KEY_MISMATCH, "not the batch's hotkey", null, message);
  }

  @Test
  void anotherAudienceOrSubnetIsRefused() {
    for (BatchReader reader :
        new BatchReader[] {
          new BatchReader("other", 13, BatchFixture.ONLY_MINER, BatchLimits.DEFAULT),
          new BatchReader(BatchFixture.AUDIENCE, 14, BatchFixture.ONLY_MINER, BatchLimits.DEFAULT)
        }) {
      BatchRefusedException refused =
          catchThrowableOfType(
              BatchRefusedException.class,
              () -> reader.verify(BatchFixture.key(), message, BatchFixture.NOW));
      assertThat(refused.reason()).isEqualTo(Reason.BATCH_AUDIENCE);
      assertThat(refused).hasMessageContaining("another deployment");
    }
  }

  @Test
  void aDayBetweenCreationAndAppendIsTooLong() throws Exception {
    BatchReader reader = BatchFixture.reader();
    Instant edge = BatchFixture.NOW.plus(Duration.ofHours(24));
    assertThat(reader.verify(BatchFixture.key(), message, edge).counter()).isEqualTo(5);
    assertRefusedAt(Reason.BATCH_STALE, edge.plusMillis(1));
    assertRefusedAt(Reason.BATCH_STALE, BatchFixture.NOW.minus(Duration.ofHours(25)));
    assertRefusedAt(Reason.BATCH_STALE, Instant.ofEpochMilli(Long.MIN_VALUE));
  }

  @Test
  void everyChangedBitIsNoticed() {
    for (int i = 0; i < message.length; i += 3) {
      byte[] changed = message.clone();
      changed[i] ^= (byte) (1 << (i & 7));
      assertThatThrownBy(
              () -> BatchFixture.reader().verify(BatchFixture.key(), changed, BatchFixture.NOW))
          .isInstanceOf(BatchRefusedException.class)
          .hasMessageNotContaining("null");
    }
  }

  @Test
  void aSignatureOfAnotherKindDoesNotCount() throws Exception {
    byte[] body = BatchCodec.split(message)[0];
    byte[] forged = BatchCodec.message(body, BatchFixture.MINER.sign(SigningDomain.MANIFEST, body));
    assertRefused(Reason.BATCH_SIGNATURE, "", BatchFixture.key(), forged);
  }

  @Test
  void someoneElsesSignatureDoesNotCount() throws Exception {
    byte[] body = BatchCodec.split(message)[0];
    LocalSigner other = BatchFixture.signer(2);
    assertRefused(
        Reason.BATCH_SIGNATURE,
        "",
        BatchFixture.key(),
        BatchCodec.message(body, other.sign(SigningDomain.BATCH, body)));
  }

  @Test
  void unregisteredIsRefusedAndUnknownIsNot() {
    BatchReader strangers =
        new BatchReader(
            BatchFixture.AUDIENCE, 13, hotkey -> java.util.Optional.empty(), BatchLimits.DEFAULT);
    assertThatThrownBy(() -> strangers.verify(BatchFixture.key(), message, BatchFixture.NOW))
        .isInstanceOf(BatchRefusedException.class)
        .hasMessageContaining("not registered")
        .extracting(e -> ((BatchRefusedException) e).reason())
        .isEqualTo(Reason.NOT_REGISTERED);

    HotkeyRegistry broken =
        hotkey -> {
          throw new RegistryUnavailableException("the registry is away", null);
        };
    BatchReader blind = new BatchReader(BatchFixture.AUDIENCE, 13, broken, BatchLimits.DEFAULT);
    assertThatThrownBy(() -> blind.verify(BatchFixture.key(), message, BatchFixture.NOW))
        .isInstanceOf(RegistryUnavailableException.class)
        .hasMessage("the registry is away");
  }

  @Test
  void anotherVersionIsNamed() {
    byte[] body = {4};
    assertRefused(
        Reason.BATCH_VERSION,
        "batch version 2",
        BatchFixture.key(),
        BatchCodec.message(body, new byte[64]));
  }

  @Test
  void claimsAboveTheLimitsAreRefusedBeforeUnpacking() {
    assertRefused(
        Reason.BATCH_TOO_LARGE, "8388609", signed(new PackedRecords(1, (8 << 20) + 1, zeros(8))));
    assertRefused(
        Reason.BATCH_RECORDS, "10001 records", signed(new PackedRecords(10_001, 9, zeros(9))));
  }

  @Test
  void aBombStopsAtWhatItClaims() {
    PackedRecords bomb = new PackedRecords(1, 1000, zeros(100_000_000));
    assertThat(bomb.compressed().length).isLessThan(200_000);
    assertRefusedRecords(Reason.BATCH_BOMB, "more than the 1000 bytes", bomb);
  }

  @Test
  void recordsMustBeExactlyWhatIsClaimed() {
    byte[] six = zeros(6);
    assertRefusedRecords(
        Reason.BATCH_RECORDS, "6 bytes instead of 7", new PackedRecords(1, 7, six));
    assertRefusedRecords(Reason.BATCH_RECORDS, "record 1", new PackedRecords(2, 6, six));
    assertRefusedRecords(Reason.BATCH_RECORDS, "bytes follow", new PackedRecords(1, 12, zeros(12)));
    assertRefusedRecords(
        Reason.BATCH_RECORDS, "not zstd", new PackedRecords(1, 6, new byte[] {1, 2, 3}));
    byte[] trailing = Arrays.copyOf(six, six.length + 1);
    assertRefusedRecords(Reason.BATCH_RECORDS, "not zstd", new PackedRecords(1, 6, trailing));
  }

  @Test
  void textMustBeUtf8() {
    byte[] row = {2, 2, (byte) 0xC0, 0, 0, 0, 0, 0};
    assertRefusedRecords(
        Reason.BATCH_RECORDS, "not UTF-8", new PackedRecords(1, row.length, Zstd.compress(row)));
  }

  private static byte[] zeros(int length) {
    return Zstd.compress(new byte[length]);
  }

  private static byte[] signed(PackedRecords records) {
    return BatchFixture.writer().write(records, 1, BatchFixture.NOW);
  }

  private static void assertRefusedRecords(Reason reason, String detail, PackedRecords records) {
    BatchReader reader = BatchFixture.reader();
    BatchRefusedException refused =
        catchThrowableOfType(
            BatchRefusedException.class,
            () ->
                reader.records(
                    reader.verify(BatchFixture.key(), signed(records), BatchFixture.NOW)));
    assertThat(refused).hasMessageContaining(detail);
    assertThat(refused.reason()).isEqualTo(reason);
  }

  private void assertRefusedAt(Reason reason, Instant append) {
    BatchRefusedException refused =
        catchThrowableOfType(
            BatchRefusedException.class,
            () -> BatchFixture.reader().verify(BatchFixture.key(), message, append));
    assertThat(refused).hasMessageContaining("before or after its append");
    assertThat(refused.reason()).isEqualTo(reason);
  }

  private static void assertRefused(Reason reason, String detail, byte[] message) {
    assertRefused(reason, detail, BatchFixture.key(), message);
  }

  private static void assertRefused(Reason reason, String detail, byte[] key, byte[] message) {
    BatchRefusedException refused =
        catchThrowableOfType(
            BatchRefusedException.class,
            () -> BatchFixture.reader().verify(key, message, BatchFixture.NOW));
    assertThat(refused).hasMessageContaining(detail);
    assertThat(refused.reason()).isEqualTo(reason);
  }
}
