package io.tributary.jobs.validate;

import io.tributary.connectors.batches.KafkaMessage;
import io.tributary.connectors.batches.KafkaMessageCodec;
import io.tributary.connectors.types.CodecTypeInfo;
import io.tributary.lake.verdict.SignedVerdict;
import io.tributary.lake.verdict.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;

/** The task that compares miners, in Flink's harness, keyed as the pipeline keys it. */
final class CompareHarness implements AutoCloseable {

  private final KeyedOneInputStreamOperatorTestHarness<String, EpochNotice, KafkaMessage> harness;

  CompareHarness(boolean rocksDb, OperatorSubtaskState state) throws Exception {
    harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(new CompareMinersFunction(CompareHarness::services)),
            notice -> "all",
            Types.STRING);
    harness.setStateBackend(
        rocksDb ? new EmbeddedRocksDBStateBackend() : new HashMapStateBackend());
    harness.setup(CodecTypeInfo.of(new KafkaMessageCodec()).createSerializer(null));
    if (state != null) {
      harness.initializeState(state);
    }
    harness.open();
  }

  private static ValidationServices.Opened services() {
    FakeChallenger challenger = new FakeChallenger();
    return new ValidationServices.Opened(
        Committed.VALIDATOR, challenger, () -> true, Optional.empty(), challenger.oracle());
  }

  void take(EpochNotice... notices) throws Exception {
    for (EpochNotice notice : notices) {
      harness.processElement(notice, 0);
    }
  }

  /** What was signed since the last question. */
  List<Verdict> verdicts() throws Exception {
    List<Verdict> verdicts = new ArrayList<>();
    for (KafkaMessage message : harness.extractOutputValues()) {
      Verdict verdict = SignedVerdict.decode(message.value()).verify();
      String key = new String(message.key(), StandardCharsets.US_ASCII);
      if (!verdict.subject().hotkey().address().equals(key)) {
        throw new IllegalStateException("a verdict under the key " + key);
      }
      verdicts.add(verdict);
    }
    harness.getOutput().clear();
    return verdicts;
  }

  OperatorSubtaskState snapshot() throws Exception {
    return harness.snapshot(1, 0);
  }

  @Override
  public void close() throws Exception {
    harness.close();
  }
}
