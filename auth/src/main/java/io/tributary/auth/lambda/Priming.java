package io.tributary.auth.lambda;

import io.tributary.auth.ServiceAssembly;
import io.tributary.auth.dynamo.DynamoOptions;
import io.tributary.auth.dynamo.DynamoState;
import io.tributary.auth.service.AuthService;
import io.tributary.auth.service.Reply;
import io.tributary.auth.sts.AwsSts;
import io.tributary.auth.sts.StsOptions;
import io.tributary.hotkey.access.AccessRequest;
import io.tributary.hotkey.access.SignedAccessRequest;
import io.tributary.hotkey.identity.LocalSigner;
import io.tributary.hotkey.registry.Registration;
import io.tributary.hotkey.wire.Octets;
import io.tributary.schemas.SourceId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Random;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/**
 * Runs the service before a snapshot is taken, offline: real code from the event to the answer, but
 * canned answers of the token service and DynamoDB, a key that only this registry knows, made-up
 * credentials and throw-away randomness. Nothing of it stays; if it fails, the function starts more
 * slowly and is otherwise as good.
 */
final class Priming {

  private static final Logger LOG = LoggerFactory.getLogger(Priming.class);
  private static final int ROUNDS = 20;

  private Priming() {}

  static void run(HandlerConfig config) {
    StaticCredentialsProvider nobody =
        StaticCredentialsProvider.create(AwsBasicCredentials.create("none", "none"));
    StsOptions stsOptions =
        new StsOptions(
            Optional.empty(),
            config.region(),
            config.uploadRoleArn(),
            config.readRoleArn(),
            nobody);
    DynamoOptions tableOptions =
        new DynamoOptions(Optional.empty(), config.region(), config.table(), nobody);
    try (AwsSts sts = new AwsSts(stsOptions, new CannedHttp.Builder());
        DynamoState state = DynamoState.open(tableOptions, new CannedHttp.Builder())) {
      Random random = new Random(0);
      LocalSigner signer = LocalSigner.fromMiniSecret(new byte[32]);
      AuthService service =
          ServiceAssembly.assemble(
              config.options(),
              hotkey -> Optional.of(new Registration(0, false, 0)),
              state.state(config.options().quota(), InstantSource.system(), random),
              sts,
              InstantSource.system(),
              random,
              line -> {});
      for (int round = 0; round < ROUNDS; round++) {
        requireGranted(answer(service, event(config, signer, random)));
      }
      // Reads the certificates that are trusted, which takes longer than all else of TLS.
      SSLContext.getDefault();
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      LOG.warn("the service was not warmed up", e);
    }
  }

  private static String answer(AuthService service, String event) throws IOException {
    ByteArrayInputStream input = new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8));
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    Reply reply = AccessHandler.answer(input, service);
    HttpAnswer.write(reply, output);
    return output.toString(StandardCharsets.UTF_8);
  }

  private static void requireGranted(String answer) {
    if (!answer.startsWith("{\"statusCode\":200,")) {
      throw new IllegalStateException("the request to warm up with was refused");
    }
  }

  private static String event(HandlerConfig config, LocalSigner signer, Random random) {
    byte[] nonce = new byte[16];
    random.nextBytes(nonce);
    AccessRequest request =
        AccessRequest.read(
            config.options().deployment().audience(),
            config.options().deployment().netuid(),
            signer.hotkey(),
            Octets.of(signer.publicKey()),
            signer.hotkey(),
            EnumSet.allOf(SourceId.class),
            Octets.of(nonce),
            Instant.now(),
            Duration.ofMinutes(1));
    byte[] body =
        SignedAccessRequest.sign(request, signer, Optional.empty(), Optional.empty()).toJson();
    return "{\"version\":\"2.0\",\"rawPath\":\"/v2/access\",\"requestContext\":{\"http\":{"
        + "\"method\":\"POST\"}},\"isBase64Encoded\":true,\"body\":\""
        + Base64.getEncoder().encodeToString(body)
        + "\"}";
  }
}
