package io.tributary.lake.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.hotkey.identity.InvalidSignatureException;
import io.tributary.hotkey.wire.MalformedBytesException;
import io.tributary.hotkey.wire.Octets;
import io.tributary.hotkey.wire.WireWriter;
import io.tributary.lake.epoch.FrozenFiles;
import io.tributary.lake.threshold.Thresholds;
import io.tributary.schemas.avro.SignedVerdictEnvelope;
import io.tributary.schemas.avro.VerdictBody;
import io.tributary.schemas.avro.VerdictOutcome;
import io.tributary.schemas.avro.VerdictThresholds;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictCodecTest {

  @Test
  void everyVerdictIsReadBack() throws Exception {
    for (Verdict verdict :
        List.of(
            Verdicts.pass(),
            Verdicts.fail(),
            Verdicts.noEvidence(),
            Verdicts.passWithout(2),
            Verdicts.unusual(Verdicts.pass()),
            Verdicts.unstated(Verdicts.pass()))) {
      assertThat(VerdictCodec.decode(VerdictCodec.encode(verdict))).isEqualTo(verdict);
    }
  }

  @Test
  void publishedBytesAreReadByEveryRelease() throws Exception {
    SignedVerdict signed = SignedVerdict.decode(golden(2));
    Verdict verdict = Verdicts.unusual(mixed());
    assertThat(signed.verify()).isEqualTo(verdict);
    assertThat(signed.body()).isEqualTo(Octets.of(VerdictCodec.encode(verdict)));
    assertThat(signed.encode()).isEqualTo(golden(2));
  }

  @Test
  void publishedBytesWithoutThresholdsAreReadByEveryRelease() throws Exception {
    SignedVerdict signed = SignedVerdict.decode(golden(1));
    Verdict verdict = Verdicts.unstated(mixed());
    assertThat(signed.verify()).isEqualTo(verdict);
    assertThat(signed.verify().thresholds()).isEqualTo(Thresholds.DEFAULTS);
    assertThat(signed.body()).isEqualTo(Octets.of(VerdictCodec.encode(verdict)));
    assertThat(signed.encode()).isEqualTo(golden(1));
  }

  /** So that whoever reads the fields of version 1 alone reads them from newer bytes, too. */
  @Test
  void whatVersionTwoAddsStandsAtTheEnd() throws Exception {
    byte[] one = SignedVerdict.decode(golden(1)).body().bytes();
    byte[] two = SignedVerdict.decode(golden(2)).body().bytes();
    assertThat(Arrays.copyOfRange(two, 1, one.length))
        .isEqualTo(Arrays.copyOfRange(one, 1, one.length));
    assertThat(two.length).isGreaterThan(one.length);
  }

  @Test
  void bytesAreAvroBinary() throws Exception {
    SignedVerdict signed = SignedVerdict.sign(Verdicts.unusual(mixed()), Verdicts.VALIDATOR);
    SignedVerdictEnvelope envelope = avro(SignedVerdictEnvelope.class, signed.encode());
    assertThat(envelope.getSignature()).isEqualTo(ByteBuffer.wrap(signed.signature().bytes()));
    VerdictBody body = avro(VerdictBody.class, signed.body().bytes());
    assertThat(body.getOutcome()).isEqualTo(VerdictOutcome.FAIL);
    assertThat(body.getFiles()).hasSize(4);
    assertThat(body.getFiles().get(0).getFindings().get(0).getReason())
        .isEqualTo("ID_TIME_MISMATCH");
    assertThat(body.getFiles().get(1).getOutcome()).isEqualTo(VerdictOutcome.NO_EVIDENCE);
    assertThat(body.getFindings().get(0).getDetail()).isEqualTo("data/2/stray");
    assertThat(body.getCanary().name()).isEqualTo("READABLE");
    assertThat(body.getOraclePassed()).isEqualTo(19);
    VerdictThresholds thresholds = body.getThresholds();
    assertThat(thresholds.getHorizonMillis()).isEqualTo(Duration.ofDays(20).toMillis());
    assertThat(thresholds.getFutureToleranceMillis()).isEqualTo(1);
    assertThat(thresholds.getMostTextBytes()).isEqualTo(1 << 21);
    assertThat(thresholds.getHorizonSlackMillis()).isEqualTo(Duration.ofDays(3).toMillis());
    assertThat(thresholds.getMostDuplicatesPpm()).isEqualTo(1);
    assertThat(thresholds.getMostAcrossFilesPpm()).isEqualTo(2);
    assertThat(thresholds.getMostAcrossMinersPpm()).isEqualTo(3);
    assertThat(thresholds.getLeastDistinctPpm()).isEqualTo(4);
    assertThat(thresholds.getMostWithoutUserPpm()).isEqualTo(5);
    assertThat(thresholds.getLeastWithViewsPpm()).isEqualTo(6);
    assertThat(thresholds.getMostBlankPpm()).isEqualTo(7);
    assertThat(thresholds.getLeastConfirmedPpm()).isEqualTo(1_000_000);
    assertThat(thresholds.getLeastRowBytes()).isEqualTo(51);
    assertThat(thresholds.getLeastPackedRowBytes()).isEqualTo(4);
    assertThat(thresholds.getLeastOracleRows()).isEqualTo(6);
    assertThat(thresholds.getSampledItems()).isEqualTo(1000);
    assertThat(thresholds.getSigningToleranceMillis()).isEqualTo(7000);
    assertThat(thresholds.getFileBytes()).isEqualTo(Long.MAX_VALUE);
    assertThat(thresholds.getFileRequests()).isEqualTo(Integer.MAX_VALUE);
  }

  @Test
  void anothersSignatureDoesNotHold() {
    SignedVerdict pass = SignedVerdict.sign(Verdicts.pass(), Verdicts.VALIDATOR);
    SignedVerdict fail = SignedVerdict.sign(Verdicts.fail(), Verdicts.VALIDATOR);
    assertThatThrownBy(() -> new SignedVerdict(pass.body(), fail.signature()).verify())
        .isInstanceOf(InvalidSignatureException.class)
        .hasMessageContaining("tributary/verdict/1");
    assertThatThrownBy(() -> SignedVerdict.sign(Verdicts.pass(), FrozenFiles.signer(3)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the verdict names another validator than its signer");
  }

  @Test
  void anOutcomeThatDoesNotFollowIsRefused() throws Exception {
    byte[] pass = VerdictCodec.encode(Verdicts.pass());
    byte[] none = VerdictCodec.encode(Verdicts.judge(Map.of(), stray()));
    assertThat(VerdictCodec.decode(none).outcome()).isEqualTo(Outcome.PASS);
    int at = outcomePosition(pass);
    pass[at] = 2;
    assertThatThrownBy(() -> VerdictCodec.decode(pass))
        .isInstanceOf(MalformedBytesException.class)
        .hasMessage("an outcome FAIL that does not follow: PASS");
  }

  @Test
  void foreignBytesAreRefusedAndNothingElse() {
    byte[] body = VerdictCodec.encode(mixed());
    assertThatThrownBy(() -> VerdictCodec.decode(Arrays.copyOf(body, body.length + 1)))
        .isInstanceOf(MalformedBytesException.class)
        .hasMessageContaining("1 bytes too many");
    Random random = new Random(3);
    for (int i = 0; i < 5000; i++) {
      byte[] mangled = body.clone();
      mangled[random.nextInt(mangled.length)] = (byte) random.nextInt(256);
      try {
        assertThat(VerdictCodec.encode(VerdictCodec.decode(mangled))).isEqualTo(mangled);
      } catch (MalformedBytesException e) {
        assertThat(e).hasMessageNotContaining("null");
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, horizon must be above 0 and at most 100 years: PT0S",
    "0, 3153600000001, horizon must be above 0 and at most 100 years: PT876000H0.001S",
    "0, 9223372036854775807, horizon must be above 0 and at most 100 years",
    "1, -1, futureTolerance must be at least 0 and at most 100 years: PT-0.001S",
    "2, 2147483648, a number out of range",
    "3, -9223372036854775808, thresholds of content cannot be: PT-",
    "3, 3153600000001, thresholds of content cannot be: PT876000H0.001S",
    "4, 1000001, no share in millionths: 1000001",
    "11, -1, no share in millionths: -1",
    "12, 1048577, thresholds of content cannot be: ",
    "13, -1, thresholds of content cannot be: ",
    "14, 0, thresholds of content cannot be: ",
    "15, 1048577, thresholds of content cannot be: ",
    "16, 3153600000001, signing tolerance must be at least 0 and at most 100 years",
    "17, 0, a file cannot be read with 0 bytes",
    "18, 0, a file cannot be read with 1073741824 bytes and 0 requests"
  })
  void thresholdsThatCannotBeAreRefused(int place, long number, String message) {
    byte[] body = VerdictCodec.encode(Verdicts.unstated(Verdicts.pass()));
    long[] numbers = {
      2_592_000_000L,
      300_000,
      1 << 20,
      691_200_000,
      1,
      1,
      1,
      1,
      1,
      1,
      1,
      1,
      50,
      8,
      5,
      16_384,
      300_000,
      1 << 30,
      10_000
    };
    numbers[place] = number;
    WireWriter writer = new WireWriter();
    Arrays.stream(numbers).forEach(writer::number);
    byte[] end = writer.toBytes();
    byte[] bytes = Arrays.copyOf(body, body.length + end.length);
    System.arraycopy(end, 0, bytes, body.length, end.length);
    bytes[0] = new WireWriter().number(VerdictCodec.VERSION).toBytes()[0];
    assertThatThrownBy(() -> VerdictCodec.decode(bytes))
        .isInstanceOf(MalformedBytesException.class)
        .hasMessageContaining(message);
  }

  /** A verdict that has something of everything. */
  static Verdict mixed() {
    return Verdicts.judge(
        Map.of(
            0, new VerdictFinding(VerdictReason.ID_TIME_MISMATCH, "row 17 of row group 0"),
            1, new VerdictFinding(VerdictReason.READ_REFUSED, "403"),
            2, new VerdictFinding(VerdictReason.LEAF_ALTERED, "leaf 5")),
        stray());
  }

  private static VerdictFinding stray() {
    return new VerdictFinding(VerdictReason.MANIFEST_MISSING, "data/2/stray");
  }

  /** Where two verdicts that differ in the outcome of a file first differ: in their outcome. */
  private static int outcomePosition(byte[] pass) {
    return Arrays.mismatch(pass, VerdictCodec.encode(Verdicts.noEvidence()));
  }

  private static byte[] golden(int version) throws IOException {
    try (InputStream in =
        VerdictCodecTest.class.getResourceAsStream("/vectors/signed-verdict-" + version + ".bin")) {
      return in.readAllBytes();
    }
  }

  private static <T> T avro(Class<T> type, byte[] bytes) throws IOException {
    return new SpecificDatumReader<>(type)
        .read(null, DecoderFactory.get().binaryDecoder(bytes, null));
  }
}
