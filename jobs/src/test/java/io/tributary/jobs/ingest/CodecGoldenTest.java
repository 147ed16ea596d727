package io.tributary.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.connectors.sink.BufferKey;
import io.tributary.connectors.sink.MinerRow;
import io.tributary.connectors.types.BinaryCodec;
import io.tributary.hotkey.access.Revocation;
import io.tributary.hotkey.identity.LocalSigner;
import io.tributary.hotkey.wire.Octets;
import io.tributary.schemas.Hotkey;
import io.tributary.schemas.ItemKey;
import io.tributary.schemas.SourceId;
import io.tributary.schemas.avro.MinerRecord;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

/** What state and channels hold: bytes of version 1, which every later release must read. */
class CodecGoldenTest {

  private static final Hotkey HOTKEY =
      new Hotkey("5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY");
  private static final ItemKey KEY = new ItemKey(0x0123456789abcdefL, -2);
  private static final RecordPosition POSITION =
      new RecordPosition("miner-batches", 7, 1L << 40, 9_999, 1_795_000_000_123L);

  @Test
  void itemKey() throws IOException {
    assertGolden(new ItemKeyCodec(), KEY, "item-key-v1.hex");
  }

  @Test
  void owner() throws IOException {
    assertGolden(new OwnerCodec(), HOTKEY, "owner-v1.hex");
  }

  @Test
  void checkedRow() throws IOException {
    byte[] row = {0, 1, -1, 127};
    CheckedRow value = new CheckedRow(KEY, new MinerRow(SourceId.X, HOTKEY, row), POSITION);
    CheckedRow read = golden(new CheckedRowCodec(), value, "checked-row-v1.hex");
    assertThat(read.key()).isEqualTo(KEY);
    assertThat(read.position()).isEqualTo(POSITION);
    assertThat(read.row().source()).isEqualTo(SourceId.X);
    assertThat(read.row().hotkey()).isEqualTo(HOTKEY);
    assertThat(read.row().row()).isEqualTo(row);
  }

  @Test
  void candidateRecord() throws IOException {
    ByteBuffer content = ByteBuffer.wrap("{\"text\": \"é 🚀\"}".getBytes(StandardCharsets.UTF_8));
    MinerRecord record =
        new MinerRecord(
            "https://x.com/a/status/1", "2026-11-22T11:00:00+00:00", "2", null, content, 19L);
    CandidateRecord value = new CandidateRecord(HOTKEY, record, POSITION);
    assertGolden(new CandidateRecordCodec(), value, "candidate-record-v1.hex");
    assertThat(content.remaining()).as("writing takes nothing away").isEqualTo(19);
    CandidateRecord nothing =
        new CandidateRecord(HOTKEY, new MinerRecord(null, null, null, null, null, null), POSITION);
    assertGolden(new CandidateRecordCodec(), nothing, "candidate-record-empty-v1.hex");
  }

  @Test
  void effectiveRevocation() throws IOException {
    byte[] seed = new byte[32];
    Arrays.fill(seed, (byte) 3);
    Octets sessionKey = Octets.of(LocalSigner.fromMiniSecret(seed).publicKey());
    Revocation revocation =
        new Revocation("lake-1", 13, HOTKEY, Optional.of(sessionKey), Instant.ofEpochMilli(5));
    EffectiveRevocation value = new EffectiveRevocation(revocation, 1_795_000_000_123L);
    assertGolden(new EffectiveRevocationCodec(), value, "effective-revocation-v1.hex");
    assertGolden(new AdmissionNoticeCodec(), value, "revocation-notice-v1.hex");
  }

  @Test
  void blockNotice() throws IOException {
    BufferKey buffer = new BufferKey(SourceId.X, HOTKEY, 1023);
    BlockNotice value = new BlockNotice(buffer, true, 1_795_000_000_123L);
    assertGolden(new AdmissionNoticeCodec(), value, "block-notice-v1.hex");
    DataInputDeserializer other = new DataInputDeserializer(new byte[] {3});
    assertThatThrownBy(() -> new AdmissionNoticeCodec().read(1, other))
        .isInstanceOf(IOException.class)
        .hasMessage("a notice of kind 3");
  }

  private static <T> void assertGolden(BinaryCodec<T> codec, T value, String file)
      throws IOException {
    assertThat(golden(codec, value, file)).isEqualTo(value);
  }

  /** Checks the bytes written, and answers what is read from the file. */
  private static <T> T golden(BinaryCodec<T> codec, T value, String file) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    codec.write(value, out);
    String written = HexFormat.of().formatHex(out.getCopyOfBuffer());
    byte[] golden;
    try (var in = CodecGoldenTest.class.getResourceAsStream(file)) {
      assertThat(in).as("%s, which should hold %s", file, written).isNotNull();
      String text = new String(in.readAllBytes(), StandardCharsets.US_ASCII).strip();
      assertThat(written).isEqualTo(text);
      golden = HexFormat.of().parseHex(text);
    }
    for (int length = 0; length < golden.length; length++) {
      DataInputDeserializer cut = new DataInputDeserializer(Arrays.copyOf(golden, length));
      assertThatThrownBy(() -> codec.read(1, cut)).isInstanceOf(EOFException.class);
    }
    DataInputDeserializer in = new DataInputDeserializer(golden);
    T read = codec.read(1, in);
    assertThat(in.available()).isZero();
    return read;
  }
}
