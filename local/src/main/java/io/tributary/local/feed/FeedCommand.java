package io.tributary.local.feed;

import io.tributary.hotkey.identity.KeyFile;
import io.tributary.hotkey.identity.KeyFileException;
import io.tributary.hotkey.identity.LocalSigner;
import io.tributary.hotkey.identity.Signer;
import io.tributary.hotkey.identity.Ss58;
import io.tributary.hotkey.remote.RemoteSigner;
import io.tributary.hotkey.remote.RemoteSignerException;
import io.tributary.hotkey.remote.RemoteSignerOptions;
import io.tributary.local.command.KeySecrets;
import io.tributary.schemas.Hotkey;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code feed}: exit code 0 if every row was sent, 1 if not or if it could not go on. */
@Command(name = "feed", header = "Send a miner's store or JSON lines to Kafka as signed batches.")
public final class FeedCommand implements Callable<Integer> {

  private static final class Source {
    @Option(names = "--store", paramLabel = "FILE", description = "The miner's SQLite store.")
    private Path store;

    @Option(
        names = "--jsonl",
        paramLabel = "FILE",
        description = "DataEntity records, one JSON object a line.")
    private Path jsonLines;
  }

  @ArgGroup(exclusive = true, multiplicity = "1")
  private Source source;

  private static final class Key {
    @Option(
        names = "--key",
        paramLabel = "HOTKEYFILE",
        description = "btwallet file of the hotkey, or of the session key that --grant names.")
    private Path file;

    @Option(
        names = "--signer",
        paramLabel = "URL",
        description =
            "Where 'key serve' signs with that key instead, such as http://127.0.0.1:8471.")
    private URI signer;
  }

  @ArgGroup(exclusive = true, multiplicity = "1")
  private Key key;

  @Option(
      names = "--grant",
      paramLabel = "FILE",
      description = "The hotkey's grant for the session key, as key grant writes it, for batch.")
  private Path grant;

  @Option(
      names = "--bootstrap",
      required = true,
      paramLabel = "H:P",
      description = "Kafka's addresses, separated by commas.")
  private String bootstrap;

  @Option(
      names = "--topic",
      defaultValue = FeedOptions.DEFAULT_TOPIC,
      description = "Kafka's topic (${DEFAULT-VALUE}).")
  private String topic;

  @Option(
      names = "--audience",
      defaultValue = FeedOptions.DEFAULT_AUDIENCE,
      description = "Name of the deployment (${DEFAULT-VALUE}).")
  private String audience;

  @Option(
      names = "--netuid",
      defaultValue = "" + FeedOptions.DEFAULT_NETUID,
      description = "The subnet (${DEFAULT-VALUE}).")
  private int netuid;

  @Option(
      names = "--state",
      paramLabel = "DIR",
      description = "Where the feeder keeps what it sent (beside the source, ending in .feed).")
  private Path state;

  @Option(names = "--follow", description = "Goes on with what is new until interrupted.")
  private boolean follow;

  @Override
  public Integer call() {
    PrintStream err = System.err;
    ConsoleFeedProgress progress = new ConsoleFeedProgress(err, Clock.systemUTC());
    try {
      FeedSummary summary = feed(progress);
      progress.finish(summary);
      if (!summary.isComplete()) {
        err.printf(
            "%d unreadable lines and %d rows that are too large were not sent%n",
            summary.unreadable(), summary.unsendable());
      }
      return summary.isComplete() ? 0 : 1;
    } catch (FeedException | RemoteSignerException | IllegalArgumentException e) {
      progress.onProblem("feed: " + e.getMessage());
      return 1;
    }
  }

  private FeedSummary feed(FeedProgress progress) throws FeedException {
    Signer signer = signer();
    Hotkey own = Ss58.encode(signer.publicKey());
    try (Feeder feeder = Feeder.open(options(own), signer, progress)) {
      Thread stop = new Thread(() -> stop(feeder, progress), "feed-stop");
      Runtime.getRuntime().addShutdownHook(stop);
      FeedSummary summary = follow ? feeder.follow() : feeder.runOnce();
      forget(stop);
      return summary;
    }
  }

  private FeedOptions options(Hotkey ownHotkey) throws FeedException {
    byte[] encodedGrant = grant == null ? null : FeedGrant.read(grant);
    FeedOptions.Builder options =
        FeedOptions.builder(
            encodedGrant == null ? ownHotkey : FeedGrant.hotkey(encodedGrant, grant));
    if (encodedGrant != null) {
      options.grant(encodedGrant);
    }
    if (source.store != null) {
      options.store(source.store);
    } else {
      options.jsonLines(source.jsonLines);
    }
    return options
        .bootstrap(bootstrap)
        .topic(topic)
        .audience(audience)
        .netuid(netuid)
        .stateDirectory(state)
        .build();
  }

  private Signer signer() throws FeedException {
    KeySecrets secrets = KeySecrets.ofProcess();
    if (key.signer != null) {
      return remote(secrets);
    }
    try {
      KeyFile read = KeyFile.read(key.file, secrets.passphrases());
      LocalSigner signer = read.signer();
      read.destroy();
      return signer;
    } catch (KeyFileException | IOException e) {
      throw new FeedException("the key file " + key.file + " cannot be used: " + e.getMessage(), e);
    }
  }

  private Signer remote(KeySecrets secrets) throws FeedException {
    try {
      return RemoteSigner.connect(
          RemoteSignerOptions.of(key.signer).withToken(secrets.signerToken()));
    } catch (RemoteSignerException e) {
      throw new FeedException(e.getMessage(), e);
    }
  }

  private static void stop(Feeder feeder, FeedProgress progress) {
    try {
      feeder.close();
    } catch (FeedException e) {
      progress.onProblem("feed: " + e.getMessage());
    }
  }

  private static void forget(Thread stop) {
    try {
      Runtime.getRuntime().removeShutdownHook(stop);
    } catch (IllegalStateException e) {
      // The JVM is ending: the hook runs already and finds the feeder closed.
      return;
    }
  }
}
