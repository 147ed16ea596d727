package io.tributary.auth;

import io.tributary.hotkey.identity.InvalidSignatureException;
import io.tributary.hotkey.identity.SignatureVerifier;
import io.tributary.hotkey.identity.SigningDomain;
import io.tributary.hotkey.sr25519.PreparedKey;
import io.tributary.hotkey.wire.Octets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Verifies signatures of access requests, and in half the time those of keys that are granted what
 * they ask for again and again: sinks sign every upload, a miner's session key some every hour.
 *
 * <p>A key is prepared after its third granted request, so that preparing is paid by requests that
 * passed registration and quota, and by nobody else. Of too many keys the one used longest ago is
 * forgotten. Thread-safe.
 */
final class FrequentSigners {

  /** A subnet has 256 hotkeys, each perhaps with a session key; some 65 MiB if all come. */
  static final int MOST = 600;

  private static final int GRANTED_BEFORE_PREPARED = 3;

  private final Map<Octets, Signer> signers =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Octets, Signer> eldest) {
          return size() > MOST;
        }
      };

  private record Signer(int granted, Optional<PreparedKey> prepared) {
    static final Signer UNKNOWN = new Signer(0, Optional.empty());
  }

  /**
   * Returns if this key signed this body of an access request.
   *
   * @throws InvalidSignatureException otherwise
   */
  void verify(Octets key, Octets body, Octets signature) throws InvalidSignatureException {
    Optional<PreparedKey> prepared = known(key).prepared();
    if (prepared.isPresent()) {
      SignatureVerifier.verify(
          prepared.get(), SigningDomain.ACCESS, body.bytes(), signature.bytes());
    } else {
      SignatureVerifier.verify(key.bytes(), SigningDomain.ACCESS, body.bytes(), signature.bytes());
    }
  }

  /** Takes note that a request was granted that this key signed. */
  void granted(Octets key) {
    Signer before = known(key);
    if (before.prepared().isPresent()) {
      return;
    }
    int granted = before.granted() + 1;
    Optional<PreparedKey> prepared =
        granted < GRANTED_BEFORE_PREPARED ? Optional.empty() : PreparedKey.of(key.bytes());
    synchronized (signers) {
      signers.put(key, new Signer(granted, prepared));
    }
  }

  private Signer known(Octets key) {
    synchronized (signers) {
      Signer signer = signers.get(key);
      return signer == null ? Signer.UNKNOWN : signer;
    }
  }

  /** How many keys are prepared. */
  int prepared() {
    synchronized (signers) {
      return (int) signers.values().stream().filter(s -> s.prepared().isPresent()).count();
    }
  }
}
