package io.tributary.connectors.credentials;

import io.tributary.hotkey.access.AccessRequest;
import io.tributary.hotkey.access.SignedAccessRequest;
import io.tributary.hotkey.identity.Signer;
import io.tributary.hotkey.identity.Ss58;
import io.tributary.hotkey.wire.Octets;
import io.tributary.schemas.Hotkey;
import java.util.Objects;
import java.util.Optional;

/**
 * Requests to read a miner's files, signed by the reader's hotkey itself. The service grants them
 * to validators with a permit, and to each hotkey for its own files. Thread-safe.
 */
public final class ReadSigning implements RequestSigning {

  private final Signer reader;
  private final Hotkey hotkey;

  /**
   * @param reader signs; its key is the reader's hotkey
   */
  public ReadSigning(Signer reader) {
    this.reader = Objects.requireNonNull(reader, "reader");
    this.hotkey = Ss58.encode(reader.publicKey());
  }

  @Override
  public Requests forMiner(Hotkey miner) {
    return terms -> sign(miner, terms);
  }

  private SignedAccessRequest sign(Hotkey miner, Terms terms) {
    AccessRequest request =
        AccessRequest.read(
            terms.audience(),
            terms.netuid(),
            hotkey,
            Octets.of(reader.publicKey()),
            miner,
            terms.sources(),
            terms.nonce(),
            terms.issuedAt(),
            terms.life());
    return SignedAccessRequest.sign(request, reader, Optional.empty(), Optional.empty());
  }
}
