package io.tributary.local.command;

import io.tributary.auth.AuthOptions;
import io.tributary.auth.AuthServer;
import io.tributary.auth.Deployment;
import io.tributary.auth.DeploymentFile;
import io.tributary.auth.StsPort;
import io.tributary.auth.dynamo.DynamoState;
import io.tributary.auth.sts.AwsSts;
import io.tributary.auth.sts.StsOptions;
import io.tributary.hotkey.registry.HotkeyRegistry;
import io.tributary.hotkey.registry.RegistryUnavailableException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;

/** {@code auth}: the authentication service, until the process is told to stop. */
@Command(
    name = "auth",
    header = "Serve temporary credentials to those whose signature entitles them.",
    description = {
      "Writes its address to standard output and serves until it is stopped. Its own",
      "AWS credentials come from the SDK's default chain: environment, profile or",
      "instance."
    })
public final class AuthCommand implements Callable<Integer> {

  @Option(
      names = "--deployment",
      required = true,
      paramLabel = "FILE",
      description = "The deployment: audience, netuid, bucket and sink keys, as JSON.")
  private Path deploymentFile;

  @Mixin private RegistryChoice registryChoice;

  @Mixin private StateChoice state;

  @Option(
      names = "--listen",
      paramLabel = "HOST:PORT",
      defaultValue = "127.0.0.1:8470",
      converter = ListenAddress.class,
      description = "Where to listen, ${DEFAULT-VALUE} by default; port 0 takes a free one.")
  private InetSocketAddress listen;

  @Option(
      names = "--sts-endpoint",
      paramLabel = "URL",
      description = "The token service; AWS's own by default.")
  private URI stsEndpoint;

  @Option(
      names = "--s3-region",
      paramLabel = "REGION",
      defaultValue = "us-east-1",
      description = "The region, ${DEFAULT-VALUE} by default.")
  private String region;

  @Option(
      names = "--role-arn",
      required = true,
      paramLabel = "ARN",
      description = "The role of uploads.")
  private String roleArn;

  @Option(
      names = "--read-role-arn",
      paramLabel = "ARN",
      description = "The role of reads; that of uploads by default.")
  private String readRoleArn;

  @Option(
      names = "--audit",
      paramLabel = "TO",
      defaultValue = "file",
      description = {
        "Where audit lines go: ${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE} by default,",
        "in the state folder. With a table they go to standard error."
      })
  private Audit audit;

  @Mixin private final AuthBounds bounds = new AuthBounds();

  /** Where audit lines go. */
  private enum Audit {
    file,
    stderr
  }

  @Spec private CommandSpec command;

  private final Streams streams;
  private final SecureRandom random;
  private final CountDownLatch stop;

  /** A service that also stops when the latch opens. */
  public AuthCommand(Streams streams, SecureRandom random, CountDownLatch stop) {
    this.streams = streams;
    this.random = random;
    this.stop = stop;
  }

  @Override
  public Integer call() throws IOException, RegistryUnavailableException, InterruptedException {
    registryChoice.require(command);
    state.require(command);
    Deployment deployment = DeploymentFile.read(deploymentFile);
    AuthOptions options = options(deployment);
    try (HotkeyRegistry registry = registryChoice.open(deployment.netuid());
        DefaultCredentialsProvider credentials = DefaultCredentialsProvider.builder().build();
        AwsSts sts = new AwsSts(stsOptions(credentials));
        DynamoState table = state.openTable(region, credentials);
        AuthServer server = server(options, registry, sts, table)) {
      Thread closing = new Thread(server::close, "auth-close");
      server.start();
      Runtime.getRuntime().addShutdownHook(closing);
      streams.line(server.uri().toString());
      stop.await();
      Runtime.getRuntime().removeShutdownHook(closing);
    }
    return ExitCode.OK;
  }

  private AuthServer server(
      AuthOptions options, HotkeyRegistry registry, StsPort sts, DynamoState table) {
    InstantSource clock = InstantSource.system();
    AuthServer server = new AuthServer(options, registry, sts, clock, random);
    return table == null ? server : server.withState(table.state(options.quota(), clock, random));
  }

  private AuthOptions options(Deployment deployment) {
    AuthOptions options = bounds.apply(state.options(deployment).withListen(listen));
    return audit == Audit.stderr || options.stateFolder().isEmpty()
        ? options.withAudit(streams.err()::println)
        : options;
  }

  private StsOptions stsOptions(DefaultCredentialsProvider credentials) {
    return new StsOptions(
        Optional.ofNullable(stsEndpoint),
        region,
        roleArn,
        readRoleArn == null ? roleArn : readRoleArn,
        credentials);
  }
}
