package io.tributary.auth;

import io.tributary.auth.service.AuditLog;
import io.tributary.auth.service.AuthService;
import io.tributary.hotkey.registry.HotkeyRegistry;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** Puts the service together, the same for whatever carries it. */
public final class ServiceAssembly {

  private ServiceAssembly() {}

  /**
   * A service over these ports, which stay the caller's to close.
   *
   * @param random where request ids come from; must be safe for threads, such as {@code
   *     SecureRandom}
   * @param auditLines takes each line of the audit, without a line end
   */
  public static AuthService assemble(
      AuthOptions options,
      HotkeyRegistry registry,
      AuthState state,
      StsPort sts,
      InstantSource clock,
      RandomGenerator random,
      Consumer<String> auditLines) {
    Deployment deployment = options.deployment();
    Admission admission =
        new Admission(
            registry,
            options.stakeFloor(),
            state.revocations(),
            state.replays(),
            state.quota(),
            sts);
    CredentialIssuer v2 =
        new CredentialIssuer(
            deployment, options.window(), options.maxGrantLifetime(), clock, admission);
    Optional<V1CredentialIssuer> v1 =
        options.v1()
            ? Optional.of(new V1CredentialIssuer(deployment, ClockWindow.V1, clock, admission))
            : Optional.empty();
    RevocationIntake intake =
        new RevocationIntake(
            deployment, admission, state.revocations(), state.revocationQuota(), clock);
    return new AuthService(
        v2,
        v1,
        intake,
        state.evidence(),
        new AuditLog(deployment.audience(), auditLines),
        clock,
        () -> requestId(random));
  }

  private static String requestId(RandomGenerator random) {
    byte[] id = new byte[16];
    random.nextBytes(id);
    return HexFormat.of().formatHex(id);
  }
}
