package io.tributary.connectors.credentials;

import io.tributary.connectors.credentials.AccessKeyring.AccessKey;
import io.tributary.hotkey.access.AccessRequest;
import io.tributary.hotkey.access.SignedAccessRequest;
import io.tributary.hotkey.identity.Signer;
import io.tributary.hotkey.wire.Octets;
import io.tributary.schemas.Hotkey;
import java.util.Objects;
import java.util.Optional;

/**
 * Requests to write a miner's files: signed with the miner's access key, countersigned by the sink.
 * Thread-safe.
 */
public final class UploadSigning implements RequestSigning {

  private final AccessKeyring keyring;
  private final Signer sink;

  /**
   * @param sink countersigns; its public key must be listed by the deployment
   */
  public UploadSigning(AccessKeyring keyring, Signer sink) {
    this.keyring = Objects.requireNonNull(keyring, "keyring");
    this.sink = Objects.requireNonNull(sink, "sink");
  }

  @Override
  public Requests forMiner(Hotkey miner) throws AccessDeniedException, AuthUnavailableException {
    AccessKey key =
        keyring
            .find(miner)
            .orElseThrow(
                () ->
                    new AccessDeniedException(
                        "NO_ACCESS_KEY",
                        "this deployment holds no access key for "
                            + miner
                            + "; the miner must grant one"));
    return terms -> sign(miner, key, terms);
  }

  private SignedAccessRequest sign(Hotkey miner, AccessKey key, Terms terms) {
    AccessRequest request =
        AccessRequest.upload(
            terms.audience(),
            terms.netuid(),
            miner,
            Octets.of(key.signer().publicKey()),
            Octets.of(sink.publicKey()),
            terms.sources(),
            terms.nonce(),
            terms.issuedAt(),
            terms.life());
    return SignedAccessRequest.sign(request, key.signer(), key.grant(), Optional.of(sink));
  }
}
