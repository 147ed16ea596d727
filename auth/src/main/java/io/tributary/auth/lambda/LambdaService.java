package io.tributary.auth.lambda;

import com.amazonaws.services.lambda.runtime.LambdaRuntime;
import io.tributary.auth.ServiceAssembly;
import io.tributary.auth.dynamo.DynamoOptions;
import io.tributary.auth.dynamo.DynamoState;
import io.tributary.auth.service.AuthService;
import io.tributary.auth.sts.AwsSts;
import io.tributary.auth.sts.StsOptions;
import io.tributary.hotkey.registry.HotkeyRegistry;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;

/**
 * The service with the clients that it needs, opened without asking anything of a network.
 * Thread-safe.
 */
final class LambdaService implements AutoCloseable {

  private final HotkeyRegistry registry;
  private final DefaultCredentialsProvider credentials;
  private final AwsSts sts;
  private final DynamoState state;
  private final AuthService service;

  /**
   * Opens it.
   *
   * @throws IllegalArgumentException if the registry's file cannot be read
   */
  LambdaService(HandlerConfig config) {
    InstantSource clock = InstantSource.system();
    SecureRandom random = new SecureRandom();
    registry = config.registry().open(config.options().deployment().netuid(), clock);
    credentials = DefaultCredentialsProvider.builder().build();
    sts =
        new AwsSts(
            new StsOptions(
                Optional.empty(),
                config.region(),
                config.uploadRoleArn(),
                config.readRoleArn(),
                credentials));
    state =
        DynamoState.open(
            new DynamoOptions(Optional.empty(), config.region(), config.table(), credentials));
    service =
        ServiceAssembly.assemble(
            config.options(),
            registry,
            state.state(config.options().quota(), clock, random),
            sts,
            clock,
            random,
            // Lambda ends a line's event here, and CloudWatch finds its metrics in it.
            line -> LambdaRuntime.getLogger().log(line + "\n"));
  }

  AuthService service() {
    return service;
  }

  @Override
  public void close() {
    state.close();
    sts.close();
    credentials.close();
    registry.close();
  }
}
