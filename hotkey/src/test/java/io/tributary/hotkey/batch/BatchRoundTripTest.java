package io.tributary.hotkey.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.hotkey.identity.LocalSigner;
import io.tributary.schemas.avro.BatchBody;
import io.tributary.schemas.avro.MinerRecord;
import io.tributary.schemas.avro.SignedBatch;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.junit.jupiter.api.Test;

class BatchRoundTripTest {

  private final BatchReader reader = BatchFixture.reader();

  @Test
  void whatAMinerSignsIsWhatIsRead() throws Exception {
    List<MinerRecord> sent = BatchFixture.records(300);
    byte[] message = BatchFixture.writer().write(sent, 41, BatchFixture.NOW);

    VerifiedBatch batch = reader.verify(BatchFixture.key(), message, BatchFixture.NOW);

    assertThat(batch.hotkey()).isEqualTo(BatchFixture.MINER.hotkey());
    assertThat(batch.signingKey()).isEqualTo(BatchFixture.MINER.publicKey());
    assertThat(batch.stream()).isEqualTo(BatchFixture.STREAM);
    assertThat(batch.counter()).isEqualTo(41);
    assertThat(batch.createdAt()).isEqualTo(BatchFixture.NOW);
    assertThat(reader.records(batch)).isEqualTo(sent);
  }

  @Test
  void everyFieldMayBeMissing() throws Exception {
    List<MinerRecord> sent = List.of(new MinerRecord(), BatchFixture.records(1).get(0));
    byte[] message = BatchFixture.writer().write(sent, 0, BatchFixture.NOW);

    VerifiedBatch batch = reader.verify(BatchFixture.key(), message, BatchFixture.NOW);

    assertThat(reader.records(batch)).isEqualTo(sent);
  }

  @Test
  void avroReadsTheSameBytes() throws Exception {
    byte[] message = BatchFixture.message(5, 9);

    SignedBatch signed = decode(new SpecificDatumReader<>(SignedBatch.class), message);
    BatchBody body = decode(new SpecificDatumReader<>(BatchBody.class), signed.getBody().array());

    assertThat(signed.getSignature().remaining()).isEqualTo(64);
    assertThat(body.getVersion()).isEqualTo(1);
    assertThat(body.getNetuid()).isEqualTo(13);
    assertThat(body.getAudience()).isEqualTo(BatchFixture.AUDIENCE);
    assertThat(body.getHotkey()).isEqualTo(BatchFixture.MINER.hotkey().address());
    assertThat(body.getSigningKey()).isNull();
    assertThat(body.getGrant()).isNull();
    assertThat(body.getStream().array()).isEqualTo(BatchFixture.STREAM.toBytes());
    assertThat(body.getCounter()).isEqualTo(9);
    assertThat(body.getCreatedAtMillis()).isEqualTo(BatchFixture.NOW.toEpochMilli());
    assertThat(body.getCodec()).isEqualTo("zstd");
    assertThat(body.getRecordCount()).isEqualTo(5);
  }

  @Test
  void avroReadsTheSameRecords() throws Exception {
    AvroOutput out = new AvroOutput(16);
    MinerRecord sent = BatchFixture.records(1).get(0);
    RecordCodec.write(sent, out);

    assertThat(decode(new SpecificDatumReader<>(MinerRecord.class), out.toBytes())).isEqualTo(sent);
  }

  @Test
  void manyRecordsAreCutIntoBatchesThatABrokerTakes() throws Exception {
    List<MinerRecord> sent = new ArrayList<>(BatchFixture.records(25_000));
    for (int i = 0; i < 40; i++) {
      sent.add(BatchFixture.noise(200_000, i));
    }

    List<MinerRecord> read = new ArrayList<>();
    long counter = 0;
    for (PackedRecords packed : BatchFixture.writer().pack(sent)) {
      byte[] message = BatchFixture.writer().write(packed, counter++, BatchFixture.NOW);
      assertThat(message.length).isLessThanOrEqualTo(900 << 10);
      assertThat(packed.count()).isLessThanOrEqualTo(10_000);
      read.addAll(reader.records(reader.verify(BatchFixture.key(), message, BatchFixture.NOW)));
    }
    assertThat(read).isEqualTo(sent);
    assertThat(counter).isBetween(10L, 18L);
  }

  @Test
  void aLargeRecordGoesAlone() throws Exception {
    List<MinerRecord> sent = new ArrayList<>(BatchFixture.records(3));
    sent.add(1, BatchFixture.noise(3 << 20, 1));

    List<PackedRecords> packs = BatchFixture.writer().pack(sent);

    assertThat(packs).extracting(PackedRecords::count).containsExactly(1, 1, 2);
    byte[] message = BatchFixture.writer().write(packs.get(1), 1, BatchFixture.NOW);
    VerifiedBatch batch = reader.verify(BatchFixture.key(), message, BatchFixture.NOW);
    assertThat(reader.records(batch)).containsExactly(sent.get(1));
  }

  @Test
  void aRecordThatNoMessageHoldsIsToldAndTheRestGoesOn() throws Exception {
    RecordPacker packer = new RecordPacker(BatchLimits.DEFAULT);
    assertThat(packer.add(BatchFixture.noise(5 << 20, 1))).isTrue();
    assertThatThrownBy(packer::pack)
        .isInstanceOf(RecordTooLargeException.class)
        .hasMessageContaining("does not fit a message of 4194304");
    assertThat(packer.isEmpty()).isTrue();
    assertThatThrownBy(() -> packer.add(BatchFixture.noise(9 << 20, 1)))
        .isInstanceOf(RecordTooLargeException.class)
        .hasMessageContaining("above the 8388608");
    assertThat(packer.add(BatchFixture.noise(10, 1))).isTrue();
    assertThat(packer.pack().count()).isEqualTo(1);
  }

  @Property(tries = 30)
  void packingKeepsAllRecordsInOrder(
      @ForAll @IntRange(min = 1, max = 60) int count, @ForAll @IntRange(min = 1) int seed)
      throws Exception {
    BatchLimits small = new BatchLimits(40_000, 20_000, 60_000, 17);
    List<MinerRecord> sent = new ArrayList<>();
    java.util.Random random = new java.util.Random(seed);
    for (int i = 0; i < count; i++) {
      sent.add(BatchFixture.noise(random.nextInt(15_000), i));
    }
    BatchWriter writer =
        new BatchWriter(
            BatchFixture.MINER,
            BatchOrigin.ofHotkey(
                BatchFixture.MINER.hotkey(),
                BatchFixture.AUDIENCE,
                BatchFixture.NETUID,
                BatchFixture.STREAM),
            small);
    List<MinerRecord> read = new ArrayList<>();
    for (PackedRecords packed : writer.pack(sent)) {
      byte[] message = writer.write(packed, 0, BatchFixture.NOW);
      assertThat(message.length).isLessThanOrEqualTo(20_000);
      read.addAll(reader.records(reader.verify(BatchFixture.key(), message, BatchFixture.NOW)));
    }
    assertThat(read).isEqualTo(sent);
  }

  @Test
  void aForeignSignerNeedsAGrant() {
    LocalSigner other = BatchFixture.signer(2);
    assertThatThrownBy(
            () ->
                new BatchWriter(
                    other,
                    BatchOrigin.ofHotkey(
                        BatchFixture.MINER.hotkey(),
                        BatchFixture.AUDIENCE,
                        BatchFixture.NETUID,
                        BatchFixture.STREAM)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("give the grant");
  }

  @Test
  void aVerifiedBatchTravelsAsBytes() throws Exception {
    VerifiedBatch batch =
        reader.verify(BatchFixture.key(), BatchFixture.message(3, 8), BatchFixture.NOW);

    assertThat(VerifiedBatch.fromBytes(batch.toBytes())).isEqualTo(batch);
    assertThat(batch.toString()).contains("counter 8").contains("3 records");
    byte[] longer = java.util.Arrays.copyOf(batch.toBytes(), batch.toBytes().length + 1);
    assertThatThrownBy(() -> VerifiedBatch.fromBytes(longer))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("bytes follow");
  }

  private static <T> T decode(SpecificDatumReader<T> reader, byte[] bytes) throws Exception {
    return reader.read(null, DecoderFactory.get().binaryDecoder(bytes, null));
  }
}
