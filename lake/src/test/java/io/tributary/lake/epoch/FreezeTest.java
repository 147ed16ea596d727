package io.tributary.lake.epoch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.hotkey.chain.BlockHash;
import io.tributary.hotkey.identity.InvalidSignatureException;
import io.tributary.hotkey.identity.LocalSigner;
import io.tributary.hotkey.wire.MalformedBytesException;
import io.tributary.hotkey.wire.Octets;
import io.tributary.schemas.Hotkey;
import io.tributary.schemas.avro.FreezeBody;
import io.tributary.schemas.avro.ObjectVersionKind;
import io.tributary.schemas.avro.SignedFreezeEnvelope;
import io.tributary.schemas.avro.StatedVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.junit.jupiter.api.Test;

class FreezeTest {

  private static final LocalSigner VALIDATOR = FrozenFiles.signer(9);
  private static final Instant OLDEST = Instant.parse("2026-10-23T10:00:00Z");
  private static final BlockHash HASH = new BlockHash("0x" + "c0".repeat(32));

  @Test
  void aSignedFreezeHolds() throws Exception {
    SignedFreeze signed = SignedFreeze.sign(freeze(13), VALIDATOR);
    assertThat(SignedFreeze.decode(signed.encode()).verify()).isEqualTo(freeze(13));
  }

  @Test
  void publishedBytesAreReadByEveryRelease() throws Exception {
    Freeze freeze = SignedFreeze.decode(golden()).verify();
    assertThat(freeze).isEqualTo(freeze(13));
    assertThat(SignedFreeze.decode(golden()).encode()).isEqualTo(golden());
    assertThat(freeze.frozenDigest().hex())
        .isEqualTo("2bee1819a599108270999aa8d8ffadf945169a50c6395ead9d1a6351c0ab8351");
  }

  @Test
  void publishedBytesWithABasisAreReadByEveryRelease() throws Exception {
    byte[] published = golden("/vectors/signed-freeze-2.bin");
    Freeze freeze = SignedFreeze.decode(published).verify();
    assertThat(freeze).isEqualTo(freeze(13).with(basis()));
    assertThat(SignedFreeze.decode(published).encode()).isEqualTo(published);
    // What a set follows from is signed, but what is drawn does not depend on it.
    assertThat(freeze.frozenDigest()).isEqualTo(freeze(13).frozenDigest());
    assertThat(freeze.encode()).isNotEqualTo(freeze(13).encode());
  }

  @Test
  void bytesAreAvroBinary() throws Exception {
    SignedFreeze signed = SignedFreeze.sign(freeze(13).with(basis()), VALIDATOR);
    SignedFreezeEnvelope envelope = avro(SignedFreezeEnvelope.class, signed.encode());
    assertThat(envelope.getSignature()).isEqualTo(ByteBuffer.wrap(signed.signature().bytes()));
    FreezeBody body = avro(FreezeBody.class, signed.body().bytes());
    assertThat(body.getHotkey()).isEqualTo(FrozenFiles.MINER.address());
    assertThat(body.getValidator()).isEqualTo(VALIDATOR.hotkey().address());
    assertThat(body.getFiles()).isEqualTo(3);
    assertThat(body.getCarriedOver()).isEqualTo(1);
    assertThat(body.getEpochBlocks()).isEqualTo(300);
    assertThat(body.getCommittedPosition()).isEqualTo(4711);
    assertThat(body.getOldestMillis()).isEqualTo(OLDEST.toEpochMilli());
    assertThat(body.getUnstated()).isEqualTo(1);
    StatedVersion stated = body.getVersions().get(1);
    assertThat(stated.getFile()).isEqualTo(FrozenFiles.file(3, 300_000, 3000).key().file());
    assertThat(stated.getSource()).isEqualTo(2);
    assertThat(stated.getVersionKind()).isEqualTo(ObjectVersionKind.VERSION_ID);
    assertThat(stated.getVersion()).isEqualTo("v3");
  }

  @Test
  void anothersSignatureOrOtherBytesDoNotHold() {
    SignedFreeze signed = SignedFreeze.sign(freeze(13), VALIDATOR);
    SignedFreeze moved = SignedFreeze.sign(freeze(14), VALIDATOR);
    assertThatThrownBy(() -> new SignedFreeze(moved.body(), signed.signature()).verify())
        .isInstanceOf(InvalidSignatureException.class)
        .hasMessageContaining("tributary/freeze/1");
    assertThatThrownBy(() -> SignedFreeze.sign(freeze(13), FrozenFiles.signer(8)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the freeze names another validator than its signer");
  }

  @Test
  void allValidatorsHaveTheSameFrozenDigest() {
    assertThat(freeze(13, FrozenFiles.signer(8).hotkey()).frozenDigest())
        .isEqualTo(freeze(13).frozenDigest());
  }

  @Test
  void theDigestCoversRevocationsAndCarriedOverFiles() {
    FrozenSet set = set();
    Octets bare =
        Freeze.of(occasion(13, VALIDATOR.hotkey()), set, RevocationList.EMPTY, CarriedOver.NONE)
            .frozenDigest();
    assertThat(
            Freeze.of(occasion(13, VALIDATOR.hotkey()), set, revocations(), CarriedOver.NONE)
                .frozenDigest())
        .isNotEqualTo(bare);
    assertThat(
            Freeze.of(occasion(13, VALIDATOR.hotkey()), set, RevocationList.EMPTY, carried(set))
                .frozenDigest())
        .isNotEqualTo(bare);
  }

  @Test
  void foreignBytesAreRefusedAndNothingElse() {
    foreignBytesAreRefused(freeze(13).encode());
    foreignBytesAreRefused(freeze(13).with(basis()).encode());
  }

  private static void foreignBytesAreRefused(byte[] body) {
    assertThatThrownBy(() -> Freeze.decode(Arrays.copyOf(body, body.length + 1)))
        .isInstanceOf(MalformedBytesException.class)
        .hasMessageContaining("1 bytes too many");
    Random random = new Random(3);
    for (int i = 0; i < 5000; i++) {
      byte[] mangled = body.clone();
      mangled[random.nextInt(mangled.length)] = (byte) random.nextInt(256);
      try {
        assertThat(Freeze.decode(mangled).encode()).isEqualTo(mangled);
      } catch (MalformedBytesException e) {
        assertThat(e).hasMessageNotContaining("null");
      }
    }
  }

  @Test
  void aBasisThatCannotBeIsRefused() {
    FreezeBasis basis = basis();
    List<FreezeBasis.StatedVersion> twice =
        List.of(basis.versions().get(0), basis.versions().get(0));
    assertThatThrownBy(() -> new FreezeBasis(1, OLDEST, twice, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("versions of a freeze that do not ascend: data/2/");
    assertThatThrownBy(() -> new FreezeBasis(-1, OLDEST, List.of(), 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no basis of a freeze: position -1, 0 versions, 0 unstated");
    assertThatThrownBy(() -> new FreezeBasis(1, OLDEST.plusNanos(1), List.of(), 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("no time of a freeze: ");
    assertThatThrownBy(() -> freeze(13).with(new FreezeBasis(1, OLDEST, basis.versions(), 2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("freeze field unstated cannot be: 2");
  }

  @Test
  void versionsForWhichThereIsNoRoomAreCounted() {
    VersionsToState versions = new VersionsToState();
    String longest = "v".repeat(1000);
    long added = 0;
    for (int i = 0; i < 2000; i++) {
      ObjectVersion version = ObjectVersion.versionId(longest);
      added += versions.add(FrozenFiles.file(i, 100_000, 1000).key(), version) ? 1 : 0;
    }
    FreezeBasis basis = versions.basis(2000, OLDEST);
    assertThat(added).isBetween(500L, 1000L);
    assertThat(basis.versions()).hasSize((int) added);
    assertThat(basis.unstated()).isEqualTo(2000 - added);
    VersionsToState many = new VersionsToState();
    for (int i = 0; i <= FreezeBasis.MOST_VERSIONS; i++) {
      many.add(FrozenFiles.file(i, 100_000, 1000).key(), ObjectVersion.etag("0".repeat(34)));
    }
    assertThat(many.basis(9000, OLDEST).unstated()).isEqualTo(1);
  }

  private static FreezeBasis basis() {
    VersionsToState versions = new VersionsToState();
    for (int i : new int[] {3, 1}) {
      FrozenFile file = FrozenFiles.file(i, i * 100_000L, i * 1000L);
      versions.add(file.key(), file.version());
    }
    FreezeBasis basis = versions.basis(4711, OLDEST);
    return new FreezeBasis(basis.position(), basis.oldest(), basis.versions(), 1);
  }

  private static FrozenSet set() {
    return FrozenSet.of(
        FrozenFiles.MINER,
        List.of(
            FrozenFiles.file(1, 100_000, 1000),
            FrozenFiles.file(2, 200_000, 2000),
            FrozenFiles.file(3, 300_000, 3000)));
  }

  private static RevocationList revocations() {
    return RevocationList.of(
        List.of(new RevocationList.Entry(Octets.of(new byte[32]), FrozenFiles.SEALED)));
  }

  private static CarriedOver carried(FrozenSet set) {
    return CarriedOver.of(
        List.of(
            new CarriedOver.File(set.file(1).key(), 2),
            new CarriedOver.File(FrozenFiles.file(4, 5000, 5).key(), 1)));
  }

  private static Freeze.Occasion occasion(int netuid, Hotkey validator) {
    return new Freeze.Occasion("demo", netuid, new EpochSchedule(300, 25), 7, HASH, validator);
  }

  private static Freeze freeze(int netuid) {
    return freeze(netuid, VALIDATOR.hotkey());
  }

  private static Freeze freeze(int netuid, Hotkey validator) {
    FrozenSet set = set();
    return Freeze.of(occasion(netuid, validator), set, revocations(), carried(set));
  }

  private static byte[] golden() throws IOException {
    return golden("/vectors/signed-freeze-1.bin");
  }

  private static byte[] golden(String name) throws IOException {
    try (InputStream in = FreezeTest.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    }
  }

  private static <T> T avro(Class<T> type, byte[] bytes) throws IOException {
    return new SpecificDatumReader<>(type)
        .read(null, DecoderFactory.get().binaryDecoder(bytes, null));
  }
}
