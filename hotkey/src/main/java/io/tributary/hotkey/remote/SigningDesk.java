package io.tributary.hotkey.remote;

import io.tributary.hotkey.identity.Signer;
import io.tributary.hotkey.identity.SigningDomain;
import io.tributary.hotkey.wire.MalformedBytesException;
import io.tributary.hotkey.wire.Octets;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Decides what is signed, and keeps account of it: one line for each request, {@code name=value},
 * with the digest of what was asked, never with a signature. Thread-safe if its parts are.
 */
public final class SigningDesk {

  private final Signer signer;
  private final Set<SigningDomain> allowed;
  private final Consumer<String> audit;

  /**
   * @param allowed the kinds of structures to sign
   * @param audit takes one line for each decision
   */
  public SigningDesk(Signer signer, Set<SigningDomain> allowed, Consumer<String> audit) {
    this.signer = signer;
    this.allowed = Set.copyOf(allowed);
    this.audit = audit;
  }

  /** All kinds but those that give rights to other keys, or take them. */
  public static Set<SigningDomain> usualDomains() {
    return EnumSet.complementOf(EnumSet.of(SigningDomain.GRANT, SigningDomain.REVOCATION));
  }

  Octets publicKey() {
    return Octets.of(signer.publicKey());
  }

  /** The signature of 64 bytes over what the request asks for. */
  byte[] sign(byte[] json, String from) throws SignerRefusedException {
    SignRequest request;
    try {
      request = SignRequest.ofJson(json);
    } catch (MalformedBytesException e) {
      throw refuse(SignerRefusal.MALFORMED, from);
    }
    String what =
        " domain="
            + request.domain().tag()
            + " bytes="
            + request.canonical().length
            + " sha256="
            + Octets.of(request.canonical()).sha256().hex()
            + " from="
            + from;
    if (!allowed.contains(request.domain())) {
      audit.accept("refused reason=" + SignerRefusal.DOMAIN + what);
      throw new SignerRefusedException(SignerRefusal.DOMAIN);
    }
    byte[] signature;
    try {
      signature = signer.sign(request.domain(), request.canonical());
    } catch (RuntimeException e) {
      audit.accept("failed" + what);
      throw e;
    }
    audit.accept("signed" + what);
    return signature;
  }

  SignerRefusedException refuse(SignerRefusal reason, String from) {
    audit.accept("refused reason=" + reason + " from=" + from);
    return new SignerRefusedException(reason);
  }
}
