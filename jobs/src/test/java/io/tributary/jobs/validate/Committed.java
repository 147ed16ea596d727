package io.tributary.jobs.validate;

import io.tributary.hotkey.access.Revocation;
import io.tributary.hotkey.access.SignedRevocation;
import io.tributary.hotkey.identity.LocalSigner;
import io.tributary.hotkey.identity.SigningDomain;
import io.tributary.hotkey.wire.Octets;
import io.tributary.lake.epoch.FrozenFile;
import io.tributary.lake.epoch.ObjectVersion;
import io.tributary.lake.proof.CommittedFile;
import io.tributary.lake.proof.FileManifest;
import io.tributary.lake.proof.SignedManifest;
import io.tributary.schemas.ObjectKey;
import io.tributary.schemas.SourceId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/** Committed files of miners, signed by their hotkeys; no bytes belong to them. */
final class Committed {

  static final String AUDIENCE = "tributary-test";
  static final int NETUID = 13;
  static final String BUCKET = "lake";
  static final Instant STAGED = Instant.parse("2026-11-22T12:00:00Z");
  static final LocalSigner ANN = signer(1);
  static final LocalSigner BOB = signer(2);
  static final LocalSigner VALIDATOR = signer(9);
  static final int LEAF_BYTES = 1024;

  private Committed() {}

  static LocalSigner signer(int seed) {
    byte[] secret = new byte[32];
    Arrays.fill(secret, (byte) seed);
    return LocalSigner.fromMiniSecret(secret);
  }

  /** A miner's file with a number of its own, of so many leaves and 100 rows. */
  static FileManifest manifest(LocalSigner miner, int number, int leaves) {
    Octets tail = Octets.of(("tail " + number).getBytes(StandardCharsets.US_ASCII)).sha256();
    long dataLength = (long) leaves * LEAF_BYTES;
    ObjectKey key =
        ObjectKey.of(
            SourceId.X, miner.hotkey(), STAGED.minus(Duration.ofMinutes(1)), 100, tail.hex());
    return new FileManifest(
        AUDIENCE,
        NETUID,
        key,
        dataLength + 100,
        dataLength,
        LEAF_BYTES,
        100,
        0,
        1,
        tail.sha256(),
        tail,
        Octets.of(miner.publicKey()),
        Optional.empty(),
        STAGED.minusSeconds(1));
  }

  /** Its message, signed by whom one likes. */
  static CommittedFile file(FileManifest manifest, LocalSigner signer) {
    byte[] body = manifest.encode();
    SignedManifest signed =
        new SignedManifest(
            Octets.of(body),
            Octets.of(signer.sign(SigningDomain.MANIFEST, body)),
            Optional.empty());
    return new CommittedFile(
        BUCKET, manifest.key(), Octets.of(signed.encode()), "line", 3, STAGED, 1, 0);
  }

  static CommittedFile file(LocalSigner miner, int number, int leaves) {
    return file(manifest(miner, number, leaves), miner);
  }

  static FileNotice notice(CommittedFile file) {
    return notice(file, FileNotice.UNKNOWN);
  }

  static FileNotice notice(CommittedFile file, long offset) {
    return new FileNotice(file, STAGED.plusSeconds(60).toEpochMilli(), offset);
  }

  /** As an epoch freezes it where stores are not listed. */
  static FrozenFile frozen(LocalSigner miner, int number, int leaves) {
    return FrozenFile.of(manifest(miner, number, leaves), ObjectVersion.NONE);
  }

  /** That ANN ends every grant of hers. */
  static RevocationNotice revocation() throws Exception {
    Revocation revocation =
        new Revocation(AUDIENCE, NETUID, ANN.hotkey(), Optional.empty(), STAGED);
    SignedRevocation signed = SignedRevocation.sign(revocation, ANN);
    return new RevocationNotice(signed.digest(), revocation, STAGED.toEpochMilli());
  }
}
