package io.tributary.hotkey.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.hotkey.identity.LocalSigner;
import io.tributary.hotkey.wire.Octets;
import io.tributary.schemas.SourceId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.junit.jupiter.api.Test;

/** The canonical bytes of a request, and what is made of any others. */
class AccessRequestTest {

  private static final Instant AT = Instant.parse("2026-03-14T09:26:53.589Z");
  private static final Duration LIFE = Duration.ofMinutes(5);
  private static final Set<SourceId> BOTH = EnumSet.allOf(SourceId.class);
  private static final Octets NONCE = filled(16, 0xA5);

  private final LocalSigner miner = LocalSigner.fromMiniSecret(filled(32, 1).bytes());
  private final LocalSigner session = LocalSigner.fromMiniSecret(filled(32, 2).bytes());
  private final LocalSigner sink = LocalSigner.fromMiniSecret(filled(32, 3).bytes());

  private static Octets filled(int size, int value) {
    byte[] bytes = new byte[size];
    Arrays.fill(bytes, (byte) value);
    return Octets.of(bytes);
  }

  private AccessRequest upload() {
    return AccessRequest.upload(
        "main",
        13,
        miner.hotkey(),
        Octets.of(session.publicKey()),
        Octets.of(sink.publicKey()),
        BOTH,
        NONCE,
        AT,
        LIFE);
  }

  private AccessRequest read() {
    return AccessRequest.read(
        "main",
        13,
        miner.hotkey(),
        Octets.of(miner.publicKey()),
        miner.hotkey(),
        Set.of(SourceId.X),
        NONCE,
        AT,
        LIFE);
  }

  private AccessRequest inbox() {
    String folder = "inbox/data/2/" + miner.hotkey() + "/";
    return AccessRequest.inbox(
        "main",
        13,
        miner.hotkey(),
        Octets.of(miner.publicKey()),
        Set.of(SourceId.X),
        List.of(
            new RequestedFile(folder + "a.parquet", filled(32, 0xEE), 1),
            new RequestedFile(folder + "b.parquet", filled(32, 0xFF), 1L << 30)),
        NONCE,
        AT,
        LIFE);
  }

  private List<AccessRequest> each() {
    return List.of(upload(), read(), inbox());
  }

  @Test
  void thePublishedBytesAreThese() throws Exception {
    String page = Files.readString(Path.of("..", "docs", "auth.md"));
    for (AccessRequest request : each()) {
      assertThat(page.replaceAll("\\s", ""))
          .as("bytes of the example for %s", request.purpose())
          .contains(Octets.of(request.encode()).hex());
    }
  }

  @Test
  void readsWhatItWrites() throws Exception {
    for (AccessRequest request : each()) {
      assertThat(AccessRequest.decode(request.encode())).isEqualTo(request);
    }
  }

  @Test
  void theBytesAreAvro() throws Exception {
    Schema schema =
        new Schema.Parser()
            .parse(
                Path.of("..", "schemas", "src", "main", "avro", "AccessRequestBody.avsc").toFile());
    for (AccessRequest request : each()) {
      GenericRecord decoded =
          new GenericDatumReader<GenericRecord>(schema)
              .read(null, DecoderFactory.get().binaryDecoder(request.encode(), null));
      assertThat(decoded.get("hotkey").toString()).isEqualTo(miner.hotkey().address());
      assertThat(decoded.get("purpose").toString()).isEqualTo(request.purpose().name());
      assertThat((List<?>) decoded.get("files")).hasSameSizeAs(request.files());
      assertThat(decoded.get("expiryMillis")).isEqualTo(AT.plus(LIFE).toEpochMilli());
    }
  }

  @Test
  void anOlderVersionIsToldApart() {
    byte[] bytes = upload().encode();
    bytes[0] = 2;
    assertThatThrownBy(() -> AccessRequest.decode(bytes))
        .isInstanceOf(AccessException.class)
        .hasMessage("version 1; this service speaks 2");
  }

  @Test
  void filesHaveBounds() {
    assertThatThrownBy(() -> new RequestedFile("p", filled(31, 0), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the SHA-256 of a file has 32 bytes");
    for (long size : new long[] {0, -1, (1L << 40) + 1, Long.MIN_VALUE, Long.MAX_VALUE}) {
      assertThatThrownBy(() -> new RequestedFile("p", filled(32, 0), size))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("a file has 1 byte to 1 TiB");
    }
  }

  @Property(tries = 3_000)
  void anyBytesGiveAReasonOrTheOneFormOfARequest(@ForAll @Size(max = 300) byte[] bytes) {
    check(bytes);
  }

  @Property(tries = 3_000)
  void mutatedRequestsGiveAReasonOrTheirOneForm(
      @ForAll @IntRange(max = 2) int which,
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 4) int many) {
    Random random = new Random(seed);
    byte[] bytes = each().get(which).encode();
    for (int i = 0; i < many; i++) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    check(random.nextInt(4) > 0 ? bytes : Arrays.copyOf(bytes, random.nextInt(bytes.length)));
  }

  @Property(tries = 2_000)
  void anyTextGivesAReasonOrTheOneFormOfASignedRequest(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 4) int many) throws Exception {
    SignedAccessRequest signed =
        SignedAccessRequest.sign(upload(), session, Optional.empty(), Optional.of(sink));
    byte[] json = signed.toJson();
    Random random = new Random(seed);
    for (int i = 0; i < many; i++) {
      json[random.nextInt(json.length)] = (byte) random.nextInt(256);
    }
    try {
      SignedAccessRequest read = SignedAccessRequest.fromJson(json);
      assertThat(SignedAccessRequest.fromJson(read.toJson())).isEqualTo(read);
    } catch (AccessException e) {
      assertThat(e.getMessage()).doesNotContain(signed.signature().hex()).doesNotContain("null");
    }
  }

  private static void check(byte[] bytes) {
    try {
      assertThat(AccessRequest.decode(bytes).encode()).isEqualTo(bytes);
    } catch (AccessException e) {
      assertThat(e.reason().httpStatus()).isBetween(400, 499);
      assertThat(e.getMessage().getBytes(StandardCharsets.UTF_8)).hasSizeBetween(8, 300);
    }
  }
}
