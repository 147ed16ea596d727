package io.tributary.local.command;

import io.tributary.hotkey.identity.KeyFile;
import io.tributary.hotkey.identity.KeyFileException;
import io.tributary.hotkey.identity.LocalSigner;
import io.tributary.hotkey.identity.SigningDomain;
import io.tributary.hotkey.remote.SignerServer;
import io.tributary.hotkey.remote.SigningDesk;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** {@code key serve}: signs for other processes, until the process is told to stop. */
@Command(
    name = "serve",
    header = "Sign structures for other processes, by HTTP.",
    description = {
      "Keeps the key in one process, of one user, and signs typed structures for",
      "those that ask: POST /sign with {\"domain\":TAG,\"canonical\":BASE64}. Writes",
      "its address to standard output, and a line for each request to standard error.",
      "A token in TRIBUTARY_SIGNER_TOKEN is then wanted from clients; without one it",
      "listens on this machine only."
    })
public final class KeyServeCommand implements Callable<Integer> {

  @Option(
      names = "--key",
      required = true,
      paramLabel = "FILE",
      description = "The key file that signs.")
  private Path file;

  @Option(
      names = "--listen",
      paramLabel = "HOST:PORT",
      defaultValue = "127.0.0.1:8471",
      converter = ListenAddress.class,
      description = "Where to listen, ${DEFAULT-VALUE} by default; port 0 takes a free one.")
  private InetSocketAddress listen;

  @Option(
      names = "--allow",
      paramLabel = "DOMAIN",
      arity = "1..*",
      description = {
        "Sign these kinds of structures only, of ${COMPLETION-CANDIDATES}. By default all but GRANT",
        "and REVOCATION, which give rights to other keys."
      })
  private List<SigningDomain> allowed;

  private final Streams streams;
  private final KeySecrets secrets;
  private final CountDownLatch stop;

  /** A signer that also stops when the latch opens. */
  public KeyServeCommand(Streams streams, KeySecrets secrets, CountDownLatch stop) {
    this.streams = streams;
    this.secrets = secrets;
    this.stop = stop;
  }

  @Override
  public Integer call() throws IOException, KeyFileException, InterruptedException {
    Set<SigningDomain> domains =
        allowed == null ? SigningDesk.usualDomains() : EnumSet.copyOf(allowed);
    KeyFile key = KeyFile.read(file, secrets.passphrases());
    LocalSigner signer = key.signer();
    key.destroy();
    SigningDesk desk = new SigningDesk(signer, domains, streams.err()::println);
    try (SignerServer server = new SignerServer(listen, desk, secrets.signerToken())) {
      Thread closing = new Thread(server::close, "signer-close");
      Runtime.getRuntime().addShutdownHook(closing);
      InetSocketAddress address = server.address();
      streams.line("http://" + address.getHostString() + ":" + address.getPort());
      stop.await();
      Runtime.getRuntime().removeShutdownHook(closing);
    } finally {
      signer.destroy();
    }
    return ExitCode.OK;
  }
}
