package io.tributary.hotkey.batch;

import io.tributary.hotkey.identity.LocalSigner;
import io.tributary.hotkey.registry.HotkeyRegistry;
import io.tributary.hotkey.registry.Registration;
import io.tributary.schemas.SourceId;
import io.tributary.schemas.avro.MinerRecord;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** A miner, its records and a reader that knows it. */
final class BatchFixture {

  static final String AUDIENCE = "tributary-test";
  static final int NETUID = 13;
  static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  static final LocalSigner MINER = signer(1);
  static final StreamId STREAM = StreamId.of(filled(StreamId.BYTES, 7));
  static final HotkeyRegistry ONLY_MINER =
      hotkey ->
          hotkey.equals(MINER.hotkey())
              ? Optional.of(new Registration(3, false, 0))
              : Optional.empty();

  private BatchFixture() {}

  static LocalSigner signer(int seed) {
    return LocalSigner.fromMiniSecret(filled(32, seed));
  }

  static byte[] filled(int length, int value) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }

  static BatchWriter writer() {
    return new BatchWriter(MINER, BatchOrigin.ofHotkey(MINER.hotkey(), AUDIENCE, NETUID, STREAM));
  }

  static BatchReader reader() {
    return new BatchReader(AUDIENCE, NETUID, ONLY_MINER, BatchLimits.DEFAULT);
  }

  static byte[] key() {
    return MINER.hotkey().address().getBytes(StandardCharsets.US_ASCII);
  }

  static byte[] message(int records, long counter) {
    try {
      return writer().write(records(records), counter, NOW);
    } catch (RecordTooLargeException e) {
      throw new AssertionError(e);
    }
  }

  static VerifiedBatch verified(long counter, int content) {
    return new VerifiedBatch(
        MINER.hotkey(),
        MINER.publicKey(),
        STREAM,
        counter,
        NOW,
        Set.of(SourceId.values()),
        filled(32, content),
        1,
        1,
        new byte[1]);
  }

  static List<MinerRecord> records(int count) {
    List<MinerRecord> records = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      byte[] content = ("{\"text\": \"number " + i + " 🚀\"}").getBytes(StandardCharsets.UTF_8);
      records.add(record("https://x.com/a/status/" + (1000 + i), content));
    }
    return records;
  }

  static MinerRecord record(String uri, byte[] content) {
    return new MinerRecord(
        uri,
        "2026-11-22T11:00:00+00:00",
        "2",
        "#label",
        ByteBuffer.wrap(content),
        (long) content.length);
  }

  /** A record of about this size that does not compress. */
  static MinerRecord noise(int bytes, long seed) {
    byte[] content = new byte[bytes];
    new Random(seed).nextBytes(content);
    return record("https://x.com/a/status/" + seed, content);
  }
}
