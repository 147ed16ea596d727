package io.tributary.hotkey.access;

import io.tributary.hotkey.wire.Octets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Remembers grants whose hotkey's signature held, so that a grant that comes with every request is
 * verified by curve arithmetic once.
 *
 * <p>It spares the signature and nothing else: whom, what and how long a grant empowers is checked
 * each time by {@link GrantVerifier}. What is remembered is bound to the key that was verified and
 * to every byte of body and signature, by SHA-256; a grant that one key signed is therefore unknown
 * under any other key, whatever its text says. Failures are not remembered. Of too many the one
 * used longest ago is forgotten and verified again. Thread-safe.
 */
public final class VerifiedGrants {

  private final Map<Octets, SessionGrant> known;

  /**
   * Remembers nothing yet.
   *
   * @param most how many grants are remembered at most, 0 for none; each takes about 1 KiB
   */
  public VerifiedGrants(int most) {
    this.known =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<Octets, SessionGrant> eldest) {
            return size() > most;
          }
        };
  }

  /** The grant, if this key signed it. */
  SessionGrant signedBy(byte[] hotkeyKey, SignedGrant grant) throws GrantException {
    Octets name = name(hotkeyKey, grant);
    synchronized (known) {
      SessionGrant remembered = known.get(name);
      if (remembered != null) {
        return remembered;
      }
    }
    SessionGrant verified = GrantVerifier.signedBy(hotkeyKey, grant);
    synchronized (known) {
      known.put(name, verified);
    }
    return verified;
  }

  /** How many grants are remembered. */
  public int size() {
    synchronized (known) {
      return known.size();
    }
  }

  /** The key has 32 bytes and the encoding one form, so that no two pairs have the same name. */
  private static Octets name(byte[] hotkeyKey, SignedGrant grant) {
    byte[] encoded = grant.encode();
    byte[] both = Arrays.copyOf(hotkeyKey, hotkeyKey.length + encoded.length);
    System.arraycopy(encoded, 0, both, hotkeyKey.length, encoded.length);
    return Octets.of(both).sha256();
  }
}
