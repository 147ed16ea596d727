package io.tributary.jobs.ingest;

import io.tributary.connectors.batches.KafkaMessage;
import io.tributary.connectors.batches.KafkaMessageCodec;
import io.tributary.connectors.sink.MinerRow;
import io.tributary.connectors.sink.internal.MinerRowCodec;
import io.tributary.connectors.types.CodecTypeInfo;
import io.tributary.schemas.ItemKey;
import io.tributary.schemas.avro.DuplicateRecord;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;

/** The function that keeps each item once, in Flink's harness, keyed as the pipeline keys it. */
final class DedupHarness implements AutoCloseable {

  static final int MAX_PARALLELISM = 16;

  private static final OutputTag<KafkaMessage> DUPLICATES =
      new OutputTag<>("duplicates", CodecTypeInfo.of(new KafkaMessageCodec()));

  final KeyedOneInputStreamOperatorTestHarness<ItemKey, CheckedRow, MinerRow> harness;

  DedupHarness(boolean rocksDb, int parallelism, int subtask) throws Exception {
    harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(new DeduplicateFunction(Miners.RULES, DUPLICATES)),
            CheckedRow::key,
            CodecTypeInfo.ofKey(new ItemKeyCodec()),
            MAX_PARALLELISM,
            parallelism,
            subtask);
    harness.setStateBackend(
        rocksDb ? new EmbeddedRocksDBStateBackend() : new HashMapStateBackend());
    harness.setup(
        CodecTypeInfo.of(new MinerRowCodec())
            .createSerializer(harness.getExecutionConfig().getSerializerConfig()));
  }

  /** One subtask that has it all, opened at {@link Miners#NOW}. */
  static DedupHarness open(boolean rocksDb) throws Exception {
    return new DedupHarness(rocksDb, 1, 0).open((OperatorSubtaskState) null);
  }

  DedupHarness open(OperatorSubtaskState snapshot) throws Exception {
    if (snapshot != null) {
      harness.initializeState(snapshot);
    }
    harness.open();
    setTime(Miners.NOW);
    return this;
  }

  void setTime(Instant now) throws Exception {
    harness.setProcessingTime(now.toEpochMilli());
    harness.setStateTtlProcessingTime(now.toEpochMilli());
  }

  void process(CheckedRow row) throws Exception {
    harness.processElement(row, 0);
  }

  List<MinerRow> rows() {
    return harness.extractOutputValues();
  }

  List<DuplicateRecord> duplicates() throws IOException {
    List<DuplicateRecord> duplicates = new ArrayList<>();
    var side = harness.getSideOutput(DUPLICATES);
    if (side != null) {
      for (StreamRecord<KafkaMessage> message : side) {
        duplicates.add(
            AvroBytes.decode(DuplicateRecord.getClassSchema(), message.getValue().value()));
      }
    }
    return duplicates;
  }

  /** How many items state holds, forgotten ones included until they are cleaned up. */
  long stateEntries() {
    try (var keys = backend().getKeys("owner", VoidNamespace.INSTANCE)) {
      return keys.count();
    }
  }

  KeyedStateBackend<?> backend() {
    return ((AbstractStreamOperator<?>) harness.getOperator()).getKeyedStateBackend();
  }

  @Override
  public void close() throws Exception {
    harness.close();
  }
}
