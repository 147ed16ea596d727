package io.tributary.lake.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.hotkey.identity.InvalidSignatureException;
import io.tributary.hotkey.wire.MalformedBytesException;
import io.tributary.hotkey.wire.Octets;
import io.tributary.lake.epoch.FrozenFiles;
import io.tributary.schemas.avro.SignedVerdictEnvelope;
import io.tributary.schemas.avro.VerdictBody;
import io.tributary.schemas.avro.VerdictOutcome;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.junit.jupiter.api.Test;

class VerdictCodecTest {

  @Test
  void everyVerdictIsReadBack() throws Exception {
    for (Verdict verdict :
        List.of(Verdicts.pass(), Verdicts.fail(), Verdicts.noEvidence(), Verdicts.passWithout(2))) {
      assertThat(VerdictCodec.decode(VerdictCodec.encode(verdict))).isEqualTo(verdict);
    }
  }

  @Test
  void publishedBytesAreReadByEveryRelease() throws Exception {
    SignedVerdict signed = SignedVerdict.decode(golden());
    assertThat(signed.verify()).isEqualTo(mixed());
    assertThat(signed.body()).isEqualTo(Octets.of(VerdictCodec.encode(mixed())));
    assertThat(signed.encode()).isEqualTo(golden());
  }

  @Test
  void bytesAreAvroBinary() throws Exception {
    SignedVerdict signed = SignedVerdict.sign(mixed(), Verdicts.VALIDATOR);
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

  private static byte[] golden() throws IOException {
    try (InputStream in =
        VerdictCodecTest.class.getResourceAsStream("/vectors/signed-verdict-1.bin")) {
      return in.readAllBytes();
    }
  }

  private static <T> T avro(Class<T> type, byte[] bytes) throws IOException {
    return new SpecificDatumReader<>(type)
        .read(null, DecoderFactory.get().binaryDecoder(bytes, null));
  }
}
