package io.tributary.lake.set;

import io.tributary.hotkey.identity.LocalSigner;
import io.tributary.hotkey.identity.SigningDomain;
import io.tributary.hotkey.wire.Octets;
import io.tributary.lake.epoch.FrozenFiles;
import io.tributary.lake.proof.CommittedFile;
import io.tributary.lake.proof.FileManifest;
import io.tributary.lake.proof.SignedManifest;
import io.tributary.schemas.ObjectKey;
import io.tributary.schemas.SourceId;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;

/** Messages of committed files that nobody wrote, with manifests that hold. */
public final class LoggedFiles {

  public static final String AUDIENCE = "demo";

  private LoggedFiles() {}

  /** A file of a number of its own. */
  public static CommittedFile file(int number, Instant staged) {
    return of(FrozenFiles.signer(1), number, staged);
  }

  public static CommittedFile of(LocalSigner miner, int number, Instant staged) {
    return of(miner, number, staged, 100_000L * (1 + number % 7));
  }

  /** A file that claims more bytes than an object can have. */
  public static CommittedFile impossible(int number, Instant staged) {
    return of(FrozenFiles.signer(1), number, staged, (1L << 43) + 1);
  }

  private static CommittedFile of(LocalSigner miner, int number, Instant staged, long dataLength) {
    Octets tail = Octets.of(ByteBuffer.allocate(32).putInt(number).array());
    ObjectKey key = ObjectKey.of(SourceId.X, miner.hotkey(), FrozenFiles.SEALED, 1000, tail.hex());
    FileManifest manifest =
        new FileManifest(
            AUDIENCE,
            13,
            key,
            dataLength + 1000,
            dataLength,
            FrozenFiles.LEAF,
            1000,
            0,
            1,
            tail.sha256(),
            tail,
            Octets.of(miner.publicKey()),
            Optional.empty(),
            staged);
    byte[] body = manifest.encode();
    SignedManifest signed =
        new SignedManifest(
            Octets.of(body), Octets.of(miner.sign(SigningDomain.MANIFEST, body)), Optional.empty());
    return new CommittedFile("lake", key, Octets.of(signed.encode()), AUDIENCE, 1, staged, 1, 0);
  }
}
