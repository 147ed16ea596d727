package io.tributary.auth;

import io.tributary.auth.http.AuthHttpServer;
import io.tributary.auth.service.AuthService;
import io.tributary.auth.sts.BoundedSts;
import io.tributary.hotkey.registry.HotkeyRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * The whole service in this process, from options and two ports. Thread-safe; start it once, close
 * it once. The ports stay the caller's to close.
 */
public final class AuthServer implements AutoCloseable {

  private final AuthOptions options;
  private final HotkeyRegistry registry;
  private final StsPort sts;
  private final Optional<AuthState> shared;
  private final InstantSource clock;
  private final RandomGenerator random;
  private Optional<FolderState> own = Optional.empty();
  private Optional<AuditFile> auditFile = Optional.empty();
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
    this(options, registry, sts, Optional.empty(), clock, random);
  }

  private AuthServer(
      AuthOptions options,
      HotkeyRegistry registry,
      StsPort sts,
      Optional<AuthState> shared,
      InstantSource clock,
      RandomGenerator random) {
    this.options = Objects.requireNonNull(options, "options");
    this.registry = Objects.requireNonNull(registry, "registry");
    this.sts = Objects.requireNonNull(sts, "sts");
    this.shared = shared;
    this.clock = Objects.requireNonNull(clock, "clock");
    this.random = Objects.requireNonNull(random, "random");
  }

  /** The same with a state that may be shared with others, and stays the caller's to close. */
  public AuthServer withState(AuthState state) {
    return new AuthServer(options, registry, sts, Optional.of(state), clock, random);
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
    try {
      AuthService service =
          ServiceAssembly.assemble(
              options,
              registry,
              state(),
              new BoundedSts(sts, options.stsCalls()),
              clock,
              random,
              audit());
      http = new AuthHttpServer(options.listen(), options.threads(), options.http(), service);
      return this;
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  private AuthState state() throws IOException {
    if (shared.isPresent()) {
      return shared.get();
    }
    Path folder = folder("the state");
    FolderState state =
        FolderState.open(
            folder,
            options.revocationsFile().orElse(folder.resolve("revocations.jsonl")),
            options.quota(),
            clock);
    own = Optional.of(state);
    return state.state();
  }

  private Consumer<String> audit() throws IOException {
    if (options.audit().isPresent()) {
      return options.audit().get();
    }
    AuditFile file = new AuditFile(folder("audit lines").resolve("audit"), clock);
    auditFile = Optional.of(file);
    return file;
  }

  private Path folder(String what) {
    return options
        .stateFolder()
        .orElseThrow(() -> new IllegalStateException("there is no folder for " + what));
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

  @Override
  public synchronized void close() {
    if (http != null) {
      http.close();
      http = null;
    }
    own.ifPresent(FolderState::close);
    own = Optional.empty();
    auditFile.ifPresent(AuditFile::close);
    auditFile = Optional.empty();
  }
}
