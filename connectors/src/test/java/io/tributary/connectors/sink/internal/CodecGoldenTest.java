package io.tributary.connectors.sink.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.connectors.batches.IncomingBatch;
import io.tributary.connectors.batches.IncomingBatchCodec;
import io.tributary.connectors.batches.KafkaMessage;
import io.tributary.connectors.batches.KafkaMessageCodec;
import io.tributary.connectors.sink.BufferKey;
import io.tributary.connectors.sink.LinePosition;
import io.tributary.connectors.sink.MinerRow;
import io.tributary.connectors.sink.StagedFile;
import io.tributary.connectors.store.StagedUpload;
import io.tributary.connectors.types.BinaryCodec;
import io.tributary.schemas.ObjectKey;
import io.tributary.schemas.SourceId;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

/** State and topics of an older release stay readable: the bytes of a version never change. */
class CodecGoldenTest {

  private static final Map<BinaryCodec<?>, Object> VALUES =
      Map.of(
          new MinerRowCodec(),
          new MinerRow(SourceId.X, SinkRows.hotkey(7), new byte[] {1, 2, -3}),
          new BufferKeyCodec(),
          new BufferKey(SourceId.REDDIT, SinkRows.hotkey(8), 1023),
          new BufferMetaCodec(),
          new BufferMeta(
              List.of(new Generation(4, 2, 30, 4_000, 50, 60)),
              new Generation(5, 1, 2, 3, 70, 0),
              6,
              80),
          new StagedFileCodec(),
          new StagedFile(
              new StagedUpload(
                  "lake",
                  ObjectKey.of(
                      SourceId.X, SinkRows.hotkey(9), Instant.EPOCH, 3, "0123456789abcdef"),
                  "upload-1",
                  List.of(new StagedUpload.Part(1, "\"tag\"")),
                  7),
              "token",
              new byte[] {9, 8},
              3,
              1_700_000_000_000L,
              "line",
              42,
              1_800_000_000_000L),
          new IncomingBatchCodec(),
          new IncomingBatch("miner-batches", 3, 1L << 40, 1_700_000_000_000L, null, new byte[] {5}),
          new KafkaMessageCodec(),
          new KafkaMessage(new byte[] {1}, new byte[] {2, 3}, "REASON"));

  @Test
  void bytesOfAVersionNeverChange() throws IOException {
    for (Map.Entry<BinaryCodec<?>, Object> entry : VALUES.entrySet()) {
      String name = entry.getKey().getClass().getSimpleName();
      int version = entry.getKey().version();
      byte[] golden = golden(name, version);
      assertThat(encode(entry.getKey(), entry.getValue())).as(name).isEqualTo(golden);
      DataInputDeserializer in = new DataInputDeserializer(golden);
      Object decoded = entry.getKey().read(version, in);
      assertThat(in.available()).as(name).isZero();
      assertThat(decoded).as(name).usingRecursiveComparison().isEqualTo(entry.getValue());
    }
  }

  @Test
  void aStagedFileOfVersionOneIsOfNoEpoch() throws IOException {
    byte[] old = golden("StagedFileCodec", 1);
    StagedFile file = new StagedFileCodec().read(1, new DataInputDeserializer(old));
    assertThat(file.position()).isEqualTo(new LinePosition(0, 42));
    assertThat(new StagedFileSerializer().deserialize(1, old))
        .usingRecursiveComparison()
        .isEqualTo(file);
    byte[] now = golden("StagedFileCodec", 2);
    assertThat(now).startsWith(old).hasSize(old.length + Long.BYTES);
  }

  @SuppressWarnings("unchecked")
  static <T> byte[] encode(BinaryCodec<T> codec, Object value) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    codec.write((T) value, out);
    return out.getCopyOfBuffer();
  }

  private static byte[] golden(String name, int version) throws IOException {
    try (InputStream in =
        CodecGoldenTest.class.getResourceAsStream("/golden/" + name + "-v" + version + ".bin")) {
      return in.readAllBytes();
    }
  }
}
