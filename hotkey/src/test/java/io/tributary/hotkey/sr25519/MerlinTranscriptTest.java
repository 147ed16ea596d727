package io.tributary.hotkey.sr25519;

import static io.tributary.hotkey.Vectors.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.hotkey.FixedRandom;
import io.tributary.hotkey.Vectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MerlinTranscriptTest {

  static Stream<JsonNode> vectors() {
    return Vectors.group("merlin");
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void drawsTheReferenceChallenge(JsonNode c) {
    MerlinTranscript transcript = new MerlinTranscript(c.get("protocol").asText());
    for (JsonNode message : c.get("append")) {
      transcript.append(message.get("label").asText(), bytes(message, "message"));
    }
    byte[] expected = bytes(c, "challenge");
    assertThat(transcript.challenge(c.get("challengeLabel").asText(), expected.length))
        .isEqualTo(expected);
  }

  @Test
  void aCopyGoesItsOwnWay() {
    MerlinTranscript transcript = new MerlinTranscript("test");
    MerlinTranscript copy = transcript.copy();
    copy.append("label", new byte[] {1});
    assertThat(transcript.challenge("c", 32))
        .isEqualTo(new MerlinTranscript("test").challenge("c", 32))
        .isNotEqualTo(copy.challenge("c", 32));
  }

  @Test
  void aWitnessDependsOnTranscriptSecretAndRandomness() {
    byte[] zeros = new byte[32];
    byte[] ones = zeros.clone();
    ones[0] = 1;
    MerlinTranscript transcript = new MerlinTranscript("test");
    byte[] witness = transcript.witness("w", zeros, new FixedRandom(zeros), 64);
    assertThat(transcript.witness("w", zeros, new FixedRandom(zeros), 64)).isEqualTo(witness);
    assertThat(transcript.witness("w", ones, new FixedRandom(zeros), 64)).isNotEqualTo(witness);
    assertThat(transcript.witness("w", zeros, new FixedRandom(ones), 64)).isNotEqualTo(witness);
    transcript.append("label", zeros);
    assertThat(transcript.witness("w", zeros, new FixedRandom(zeros), 64)).isNotEqualTo(witness);
  }

  @Test
  void keccakPermutesTheZeroStateAsPublished() {
    long[] state = new long[25];
    Keccak1600.permute(state);
    assertThat(state[0]).isEqualTo(0xf1258f7940e1dde7L);
    assertThat(state[24]).isEqualTo(0xeaf1ff7b5ceca249L);
  }

  @Test
  void strobeRefusesToContinueAnotherOperation() {
    Strobe128 strobe = new Strobe128("test");
    strobe.ad(new byte[1]);
    assertThatThrownBy(() -> strobe.metaAd(new byte[1], true))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("an operation may only be continued by its own kind");
  }
}
