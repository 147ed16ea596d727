package io.tributary.auth;

import io.tributary.auth.evidence.FileEvidenceLog;
import io.tributary.auth.http.AuthHttpServer;
import io.tributary.auth.replay.FileReplayJournal;
import io.tributary.auth.replay.MemoryQuota;
import io.tributary.auth.replay.MemoryReplayStore;
import io.tributary.auth.revocation.FileRevocationStore;
import io.tributary.auth.service.AuthService;
import io.tributary.hotkey.registry.HotkeyRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Objects;
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

  /** Null for one in the options' folder. */
  private final AuthState state;

  private final InstantSource clock;
  private final RandomGenerator random;
  private AuthHttpServer http;

  /**
   * A service that is not started yet, and keeps its state in the options' folder.
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
    this(options, registry, sts, null, clock, random);
  }

  private AuthServer(
      AuthOptions options,
      HotkeyRegistry registry,
      StsPort sts,
      AuthState state,
      InstantSource clock,
      RandomGenerator random) {
    this.options = Objects.requireNonNull(options, "options");
    this.registry = Objects.requireNonNull(registry, "registry");
    this.sts = Objects.requireNonNull(sts, "sts");
    this.state = state;
    this.clock = Objects.requireNonNull(clock, "clock");
    this.random = Objects.requireNonNull(random, "random");
  }

  /** The same with a state that may be shared with others, and stays the caller's to close. */
  public AuthServer withState(AuthState shared) {
    return new AuthServer(
        options, registry, sts, Objects.requireNonNull(shared, "shared"), clock, random);
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
    AuthState remembered = state == null ? inFolder() : state;
    AuthService service =
        ServiceAssembly.assemble(options, registry, remembered, sts, clock, random, AUDIT::info);
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

  /** A state that one process has for itself. */
  private AuthState inFolder() throws IOException {
    Path folder =
        options
            .stateFolder()
            .orElseThrow(() -> new IllegalStateException("there is no folder for the state"));
    PrivateFiles.createFolders(folder);
    MemoryReplayStore replays =
        new MemoryReplayStore(
            clock.instant(),
            MOST_USES,
            MOST_USES_PER_HOTKEY,
            new FileReplayJournal(folder.resolve("replay-journal")));
    return new AuthState(
        replays,
        new MemoryQuota(options.quota()),
        FileRevocationStore.open(options.revocationsFile().orElseThrow(), clock),
        new MemoryQuota(RevocationIntake.LIMITS),
        new FileEvidenceLog(folder.resolve("evidence")));
  }

  @Override
  public synchronized void close() {
    if (http != null) {
      http.close();
      http = null;
    }
  }
}
