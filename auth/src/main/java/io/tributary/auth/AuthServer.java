package io.tributary.auth;

import io.tributary.auth.evidence.FileEvidenceLog;
import io.tributary.auth.http.AuthHttpServer;
import io.tributary.auth.replay.FileReplayJournal;
import io.tributary.auth.replay.MemoryQuota;
import io.tributary.auth.replay.MemoryReplayStore;
import io.tributary.auth.service.AuditLog;
import io.tributary.auth.service.AuthService;
import io.tributary.hotkey.registry.HotkeyRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The whole service in this process, from options and two ports. Thread-safe; start it once, close
 * it once. The ports stay the caller's to close.
 */
public final class AuthServer implements AutoCloseable {

  private static final int MOST_USES = 1_000_000;
  private static final int MOST_USES_PER_HOTKEY = 10_000;

  private static final Logger AUDIT = LoggerFactory.getLogger("io.tributary.auth.audit");

  private final AuthOptions options;
  private final HotkeyRegistry registry;
  private final StsPort sts;
  private final InstantSource clock;
  private final RandomGenerator random;
  private AuthHttpServer http;

  /**
   * A service that is not started yet.
   *
   * @param random where request ids come from; must be safe for threads, such as {@code
   *     SecureRandom}
   */
  public AuthServer(
      AuthOptions options,
      HotkeyRegistry registry,
      StsPort sts,
      InstantSource clock,
      RandomGenerator random) {
    this.options = Objects.requireNonNull(options, "options");
    this.registry = Objects.requireNonNull(registry, "registry");
    this.sts = Objects.requireNonNull(sts, "sts");
    this.clock = Objects.requireNonNull(clock, "clock");
    this.random = Objects.requireNonNull(random, "random");
  }

  /**
   * Starts to answer.
   *
   * @throws IOException if the address is taken or the state folder cannot be used
   */
  public synchronized AuthServer start() throws IOException {
    if (http != null) {
      throw new IllegalStateException("the service is started already");
    }
    PrivateFiles.createFolders(options.stateFolder());
    MemoryReplayStore replays =
        new MemoryReplayStore(
            clock.instant(),
            MOST_USES,
            MOST_USES_PER_HOTKEY,
            new FileReplayJournal(options.stateFolder().resolve("replay-journal")));
    Admission admission =
        new Admission(
            registry, options.stakeFloor(), replays, new MemoryQuota(options.quota()), sts);
    CredentialIssuer issuer =
        new CredentialIssuer(
            options.deployment(), options.window(), options.maxGrantLifetime(), clock, admission);
    Optional<V1CredentialIssuer> v1 =
        options.v1()
            ? Optional.of(
                new V1CredentialIssuer(options.deployment(), ClockWindow.V1, clock, admission))
            : Optional.empty();
    AuthService service =
        new AuthService(
            issuer,
            v1,
            new FileEvidenceLog(options.stateFolder().resolve("evidence")),
            new AuditLog(options.deployment().audience(), AUDIT::info),
            clock,
            this::requestId);
    http = new AuthHttpServer(options.listen(), options.threads(), service);
    return this;
  }

  /** Where clients ask: {@code http://host:port}. */
  public synchronized URI uri() {
    if (http == null) {
      throw new IllegalStateException("the service is not started");
    }
    InetSocketAddress address = http.address();
    String host = address.getAddress().getHostAddress();
    return URI.create(
        "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort());
  }

  private String requestId() {
    byte[] id = new byte[16];
    random.nextBytes(id);
    return HexFormat.of().formatHex(id);
  }

  @Override
  public synchronized void close() {
    if (http != null) {
      http.close();
      http = null;
    }
  }
}
