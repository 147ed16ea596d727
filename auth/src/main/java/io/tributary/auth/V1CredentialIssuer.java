package io.tributary.auth;

import io.tributary.auth.Admission.Spending;
import io.tributary.hotkey.access.AccessException;
import io.tributary.hotkey.access.AccessPurpose;
import io.tributary.hotkey.access.AccessReason;
import io.tributary.hotkey.identity.InvalidAddressException;
import io.tributary.hotkey.identity.Ss58;
import io.tributary.hotkey.sr25519.Sr25519;
import io.tributary.hotkey.wire.Octets;
import io.tributary.schemas.SourceId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;

/**
 * Decides requests of version 1: one file of the inbox, or reading a miner's files. Never opens
 * {@code data/} for writing.
 *
 * <p>Same order of checks as {@link CredentialIssuer}. The form of version 1 names no deployment
 * and no subnet, so a request that is valid here is valid on every deployment that speaks it; what
 * it writes stays in the inbox for that reason too. Thread-safe if the ports are.
 */
public final class V1CredentialIssuer {

  /** How long credentials for one file live. */
  public static final Duration UPLOAD_SESSION = Duration.ofMinutes(15);

  /** How long credentials for reading live: the clients of version 1 cache them that long. */
  public static final Duration READ_SESSION = Duration.ofHours(1);

  private final ClockWindow window;
  private final InstantSource clock;
  private final SessionPolicy policies;
  private final Admission admission;

  /** Decides for a deployment. */
  public V1CredentialIssuer(
      Deployment deployment, ClockWindow window, InstantSource clock, Admission admission) {
    this.window = Objects.requireNonNull(window, "window");
    this.clock = Objects.requireNonNull(clock, "clock");
    this.policies = new SessionPolicy(deployment);
    this.admission = Objects.requireNonNull(admission, "admission");
  }

  /**
   * Decides a request.
   *
   * @return the credentials; the scope of an upload is the one key to write, the answer's {@code
   *     s3_path}
   * @throws AccessException with the first reason that applies
   */
  public Issued issue(V1Request request, String requestId) throws AccessException {
    Instant now = clock.instant();
    window.check(request.issuedAt(), request.expiry(), now);
    byte[] text = request.signedText().getBytes(StandardCharsets.UTF_8);
    verify(request, text);
    if (request instanceof V1Request.Read read) {
      admission.requireReader(read.validator(), read.miner());
    } else {
      admission.requireRegistered(request.signer());
    }
    Instant until = window.lastUse(request.issuedAt(), request.expiry());
    String replayKey = "1:" + Octets.of(text).sha256().hex();
    // The form of version 1 says nothing of sizes: its files count, their bytes do not.
    int files = request instanceof V1Request.Upload ? 1 : 0;
    admission.spend(
        new Spending(replayKey, request.signer(), request.issuedAt(), until, files, 0), now);
    if (request instanceof V1Request.Read read) {
      EnumSet<SourceId> all = EnumSet.allOf(SourceId.class);
      RoleSession session =
          new RoleSession(
              AccessPurpose.READ,
              SessionNames.of(AccessPurpose.READ, read.validator(), requestId),
              policies.read(read.miner(), all),
              READ_SESSION);
      return new Issued(admission.assume(session), List.of());
    }
    InboxPath path = ((V1Request.Upload) request).path();
    RoleSession session =
        new RoleSession(
            AccessPurpose.UPLOAD,
            SessionNames.of(AccessPurpose.UPLOAD, path.hotkey(), requestId),
            policies.uploadFiles(List.of(path)),
            UPLOAD_SESSION);
    return new Issued(admission.assume(session), List.of(path.key()));
  }

  private static void verify(V1Request request, byte[] text) throws AccessException {
    try {
      byte[] key = Ss58.publicKey(request.signer());
      if (!Sr25519.verifyWallet(key, text, request.signature().bytes())) {
        throw new AccessException(AccessReason.SIGNATURE_INVALID);
      }
    } catch (InvalidAddressException e) {
      throw new AccessException(AccessReason.ADDRESS_INVALID, e.getMessage(), e);
    }
  }
}
