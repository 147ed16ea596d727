package io.tributary.lake.challenge;

import static io.tributary.lake.challenge.Challenges.OPTIONS;
import static io.tributary.lake.challenge.Challenges.details;
import static io.tributary.lake.challenge.Challenges.reasons;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.hotkey.access.GrantRevocations;
import io.tributary.hotkey.access.Purpose;
import io.tributary.hotkey.access.SessionGrant;
import io.tributary.hotkey.access.SignedGrant;
import io.tributary.hotkey.identity.LocalSigner;
import io.tributary.hotkey.identity.SigningDomain;
import io.tributary.hotkey.wire.Octets;
import io.tributary.lake.epoch.FrozenFiles;
import io.tributary.lake.epoch.ObjectVersion;
import io.tributary.lake.proof.FileManifests;
import io.tributary.lake.verdict.VerdictReason;
import io.tributary.schemas.SourceId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Files that a session key signed, whose grant was revoked. */
class RevokedGrantTest {

  private static final LocalSigner SESSION = FrozenFiles.signer(7);
  private static final SignedFile FILE = signedBySession();

  private final FakeStore store = new FakeStore();

  @Test
  void theAppendDecidesAndNotTheClaimedTime() {
    ObjectVersion version = store.put(FILE);
    assertThat(run(version, GrantRevocations.NONE).file().findings()).isEmpty();
    Instant appended = SignedFile.APPENDED;
    assertThat(run(version, grant -> Optional.of(appended.plusMillis(1))).file().findings())
        .isEmpty();
    // Signed before, as it says itself, but nobody saw it by then.
    assertThat(HonestRows.SEALED).isBefore(appended);
    ChallengeResult late = run(version, grant -> Optional.of(appended));
    assertThat(reasons(late)).containsExactly(VerdictReason.MANIFEST_INVALID);
    assertThat(details(late)).contains("under a grant revoked from " + appended);
    assertThat(late.file().requests()).isZero();
  }

  @Test
  void onlyTheGrantThatSignedIsAskedFor() {
    ObjectVersion version = store.put(FILE);
    Octets session = Octets.of(SESSION.publicKey());
    GrantRevocations ofOthers =
        grant -> grant.sessionKey().equals(session) ? Optional.empty() : Optional.of(Instant.EPOCH);
    assertThat(run(version, ofOthers).file().findings()).isEmpty();
    SignedFile own = SignedFile.honest(SourceId.X, 350, 1);
    ChallengeTask task = own.everything(store.put(own));
    assertThat(run(task, grant -> Optional.of(Instant.EPOCH)).file().findings()).isEmpty();
  }

  private ChallengeResult run(ObjectVersion version, GrantRevocations revocations) {
    return run(FILE.everything(version), revocations);
  }

  private ChallengeResult run(ChallengeTask task, GrantRevocations revocations) {
    ChallengeTask.Statement said = task.statement();
    ChallengeTask.Statement statement =
        new ChallengeTask.Statement(
            said.audience(), said.netuid(), said.manifest(), said.appendedAt(), revocations);
    return Challenges.of(store, OPTIONS)
        .run(
            new ChallengeTask(
                task.index(), task.file(), statement, task.leaves(), task.rows(), task.scansIds()));
  }

  private static SignedFile signedBySession() {
    SignedFile file = SignedFile.honest(SourceId.X, 350, 1);
    SessionGrant grant =
        new SessionGrant(
            "demo",
            13,
            Octets.of(new byte[16]),
            SignedFile.MINER.hotkey(),
            Octets.of(SESSION.publicKey()),
            Purpose.ACCESS,
            Set.of(SourceId.X),
            HonestRows.SEALED.minusSeconds(60),
            HonestRows.SEALED.plus(Duration.ofDays(1)));
    byte[] body = grant.encode();
    SignedGrant signed =
        new SignedGrant(
            Octets.of(body), Octets.of(SignedFile.MINER.sign(SigningDomain.GRANT, body)));
    return new SignedFile(
        file.bytes(),
        file.facts(),
        file.key(),
        FileManifests.sign(
            "demo", 13, file.key(), file.facts(), SESSION, Optional.of(signed), HonestRows.SEALED));
  }
}
