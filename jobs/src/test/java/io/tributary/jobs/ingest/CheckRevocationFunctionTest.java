package io.tributary.jobs.ingest;

import static io.tributary.jobs.ingest.Miners.ANN;
import static io.tributary.jobs.ingest.Miners.BOB;
import static io.tributary.jobs.ingest.Miners.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.connectors.batches.IncomingBatch;
import io.tributary.connectors.types.CodecTypeInfo;
import io.tributary.hotkey.access.Purpose;
import io.tributary.hotkey.access.Revocation;
import io.tributary.hotkey.access.SignedRevocation;
import io.tributary.hotkey.identity.LocalSigner;
import io.tributary.hotkey.identity.SigningDomain;
import io.tributary.hotkey.wire.Octets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CheckRevocationFunctionTest {

  private OneInputStreamOperatorTestHarness<IncomingBatch, AdmissionNotice> harness;

  @BeforeEach
  void open() throws Exception {
    harness = open(null);
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  private static OneInputStreamOperatorTestHarness<IncomingBatch, AdmissionNotice> open(
      OperatorSubtaskState snapshot) throws Exception {
    OneInputStreamOperatorTestHarness<IncomingBatch, AdmissionNotice> opened =
        new OneInputStreamOperatorTestHarness<>(
            new ProcessOperator<>(new CheckRevocationFunction(Miners.AUDIENCE, Miners.NETUID)));
    opened.setup(
        CodecTypeInfo.of(new AdmissionNoticeCodec())
            .createSerializer(opened.getExecutionConfig().getSerializerConfig()));
    if (snapshot != null) {
      opened.initializeState(snapshot);
    }
    opened.open();
    return opened;
  }

  private void process(byte[] value, Instant appendTime) throws Exception {
    harness.processElement(
        new IncomingBatch("revocations", 0, 7, appendTime.toEpochMilli(), null, value), 0);
  }

  private static byte[] signed(String audience, int netuid, LocalSigner by) {
    Revocation revocation =
        new Revocation(audience, netuid, ANN.hotkey(), Optional.empty(), NOW.minusSeconds(99));
    return SignedRevocation.sign(revocation, by).encode();
  }

  private void assertCounts(long good, long invalid) throws Exception {
    assertThat(Counts.of(harness))
        .isEqualTo(
            Map.of(IngestCounts.REVOCATIONS, good, IngestCounts.INVALID_REVOCATIONS, invalid));
  }

  @Test
  void whatTheHotkeySignedCountsFromItsAppend() throws Exception {
    process(signed(Miners.AUDIENCE, Miners.NETUID, ANN), NOW);
    assertThat(harness.extractOutputValues())
        .containsExactly(
            new EffectiveRevocation(
                new Revocation(
                    Miners.AUDIENCE,
                    Miners.NETUID,
                    ANN.hotkey(),
                    Optional.empty(),
                    NOW.minusSeconds(99)),
                NOW.toEpochMilli()));
    assertCounts(1, 0);
  }

  @Test
  void whateverElseIsIgnoredAndCounted() throws Exception {
    byte[] good = signed(Miners.AUDIENCE, Miners.NETUID, ANN);
    process(signed(Miners.AUDIENCE, Miners.NETUID, BOB), NOW);
    process(signed("other", Miners.NETUID, ANN), NOW);
    process(signed(Miners.AUDIENCE, 14, ANN), NOW);
    process(null, NOW);
    process(new byte[0], NOW);
    process(new byte[1 << 20], NOW);
    byte[] forged = good.clone();
    forged[forged.length - 40] ^= 1;
    process(forged, NOW);
    // A grant, and a batch's signature over the same bytes.
    process(Miners.grant(ANN, BOB, Purpose.BATCH).encode(), NOW);
    byte[] body = SignedRevocation.decode(good).body().bytes();
    byte[] asBatch = ANN.sign(SigningDomain.BATCH, body);
    process(new SignedRevocation(Octets.of(body), Octets.of(asBatch)).encode(), NOW);
    assertThat(harness.extractOutputValues()).isEmpty();
    assertCounts(0, 9);
    OperatorSubtaskState snapshot = harness.snapshot(1, 1);
    harness.close();
    harness = open(snapshot);
    process(good, NOW);
    assertCounts(1, 9);
  }

  @Test
  void noBytesStopTheJob() throws Exception {
    Random random = new Random(11);
    byte[] good = signed(Miners.AUDIENCE, Miners.NETUID, ANN);
    for (int i = 0; i < 2000; i++) {
      byte[] bytes = good.clone();
      bytes[random.nextInt(bytes.length)] ^= (byte) (1 + random.nextInt(255));
      process(bytes, NOW);
    }
    assertThat(harness.extractOutputValues()).isEmpty();
    assertCounts(0, 2000);
  }
}
