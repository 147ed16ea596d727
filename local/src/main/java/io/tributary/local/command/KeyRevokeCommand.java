package io.tributary.local.command;

import io.tributary.hotkey.access.GrantFile;
import io.tributary.hotkey.access.RevocationFile;
import io.tributary.hotkey.access.SessionGrant;
import io.tributary.hotkey.access.SignedRevocation;
import io.tributary.hotkey.command.KeyRevoke;
import io.tributary.hotkey.command.KeyStatement;
import io.tributary.hotkey.command.SessionKeyText;
import io.tributary.hotkey.identity.KeyFile;
import io.tributary.hotkey.identity.KeyFileException;
import io.tributary.hotkey.identity.LocalSigner;
import io.tributary.hotkey.wire.MalformedBytesException;
import io.tributary.hotkey.wire.Octets;
import io.tributary.local.kafka.Topics;
import io.tributary.local.revoke.RevocationPost;
import io.tributary.local.revoke.RevocationTopic;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code key revoke}: takes back what a hotkey granted. */
@Command(
    name = "revoke",
    header = "Take back what a hotkey granted, for good.",
    description = {
      "Signs a revocation and writes it to a file, sends it to authentication",
      "services, or publishes it for the ingest job; at least one of them. Where it",
      "arrived, the session key obtains no access and signs no batches any more; it",
      "never will again. Answers one JSON line. Ends with 1 if it did not arrive",
      "everywhere; calling it again is harmless."
    })
public final class KeyRevokeCommand implements Callable<Integer> {

  private static final class What {
    @Option(
        names = "--session-key",
        paramLabel = "FILE|HEX|ADDRESS",
        description = "All grants to this key, those still to come included.")
    private String sessionKey;

    @Option(
        names = "--grant",
        paramLabel = "FILE",
        description = "All grants to the key of this grant; names deployment and subnet too.")
    private Path grant;

    @Option(names = "--all", description = "Every grant that has begun by now.")
    private boolean all;
  }

  @Option(
      names = "--key",
      required = true,
      paramLabel = "HOTKEYFILE",
      description = "The key file of the hotkey, which signs.")
  private Path key;

  @ArgGroup(exclusive = true, multiplicity = "1")
  private What what;

  @Option(
      names = "--audience",
      paramLabel = "NAME",
      description = "The deployment it is for; required without --grant.")
  private String audience;

  @Option(
      names = "--netuid",
      paramLabel = "N",
      description = "The subnet; 13, or that of the grant, by default.")
  private Integer netuid;

  @Option(names = "--out", paramLabel = "FILE", description = "The file to write.")
  private Path out;

  @Option(
      names = "--send",
      paramLabel = "AUTH_URL",
      description = "An authentication service; may be given several times.")
  private List<URI> services = new ArrayList<>();

  @Option(
      names = "--bootstrap",
      paramLabel = "H:P",
      converter = KafkaAddresses.class,
      description = "Kafka's addresses, separated by commas, for the ingest job.")
  private String bootstrap;

  @Option(
      names = "--topic",
      defaultValue = Topics.REVOCATIONS,
      paramLabel = "NAME",
      description = "Kafka's topic, ${DEFAULT-VALUE} by default.")
  private String topic;

  @Mixin private KeyAnswer answer;

  private final Streams streams;
  private final KeySecrets secrets;
  private final InstantSource clock;
  private boolean failed;

  public KeyRevokeCommand(Streams streams, KeySecrets secrets, InstantSource clock) {
    this.streams = streams;
    this.secrets = secrets;
    this.clock = clock;
  }

  @Override
  public Integer call()
      throws IOException, KeyFileException, MalformedBytesException, InterruptedException {
    if (out == null && services.isEmpty() && bootstrap == null) {
      throw new IllegalArgumentException(
          "say where the revocation should go: --out, --send or --bootstrap");
    }
    SignedRevocation revocation = sign();
    if (what.all) {
      streams
          .err()
          .println(
              "only grants that begin after "
                  + clock.instant()
                  + " count from now on; in the next minutes make them with --from");
    }
    if (out != null) {
      RevocationFile.write(out, revocation);
    }
    RevocationPost post = new RevocationPost();
    for (URI service : services) {
      deliver(service.toString(), () -> post.send(revocation, service));
    }
    if (bootstrap != null) {
      RevocationTopic target = new RevocationTopic(bootstrap, topic);
      deliver("topic " + topic, () -> target.publish(revocation));
    }
    answer.write(streams, KeyStatement.of(revocation).json());
    return failed ? ExitCode.SOFTWARE : ExitCode.OK;
  }

  private SignedRevocation sign() throws IOException, KeyFileException {
    KeyFile hotkey = KeyFile.read(key, secrets.passphrases());
    LocalSigner signer = hotkey.signer();
    hotkey.destroy();
    try {
      if (what.grant != null) {
        return ofGrant(signer);
      }
      if (audience == null) {
        throw new IllegalArgumentException("name the deployment with --audience");
      }
      Optional<Octets> sessionKey =
          what.all
              ? Optional.empty()
              : Optional.of(SessionKeyText.parse(what.sessionKey, secrets.passphrases()));
      return KeyRevoke.make(
          signer, audience, netuid == null ? 13 : netuid, sessionKey, clock.instant());
    } finally {
      signer.destroy();
    }
  }

  private SignedRevocation ofGrant(LocalSigner signer) throws IOException {
    SessionGrant grant = KeyRevoke.ownGrant(GrantFile.read(what.grant), signer.hotkey());
    if ((audience != null && !audience.equals(grant.audience()))
        || (netuid != null && netuid != grant.netuid())) {
      throw new IllegalArgumentException(
          "the grant is for " + grant.audience() + " on subnet " + grant.netuid());
    }
    return KeyRevoke.make(
        signer, grant.audience(), grant.netuid(), Optional.of(grant.sessionKey()), clock.instant());
  }

  /** One way out. */
  private interface Delivery {
    void run() throws IOException, InterruptedException;
  }

  /** What fails here must not keep the revocation from the other places. */
  private void deliver(String where, Delivery delivery) throws InterruptedException {
    try {
      delivery.run();
      streams.err().println("arrived: " + where);
    } catch (IOException e) {
      failed = true;
      streams.err().println("NOT arrived: " + where + ": " + Failures.inOneLine(e));
    }
  }
}
