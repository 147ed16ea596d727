package io.tributary.local.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tributary.auth.AuthOptions;
import io.tributary.auth.AuthServer;
import io.tributary.auth.Deployment;
import io.tributary.auth.sts.AwsSts;
import io.tributary.auth.sts.StsOptions;
import io.tributary.connectors.credentials.AccessDeniedException;
import io.tributary.connectors.credentials.AccessKeyring.AccessKey;
import io.tributary.connectors.credentials.ClientOptions;
import io.tributary.connectors.credentials.HttpCredentialClient;
import io.tributary.connectors.credentials.UploadSigning;
import io.tributary.hotkey.access.AccessAnswer;
import io.tributary.hotkey.access.AccessRequest;
import io.tributary.hotkey.access.IssuedCredentials;
import io.tributary.hotkey.access.Purpose;
import io.tributary.hotkey.access.SessionGrants;
import io.tributary.hotkey.access.SignedAccessRequest;
import io.tributary.hotkey.access.SignedGrant;
import io.tributary.hotkey.identity.LocalSigner;
import io.tributary.hotkey.identity.Signer;
import io.tributary.hotkey.registry.Registration;
import io.tributary.hotkey.wire.Octets;
import io.tributary.schemas.ObjectKey;
import io.tributary.schemas.SourceId;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.sts.StsClient;

/** What a miner's signature opens and what it does not: client, service, STS and store together. */
class CredentialIsolationIT {

  private static final RequestBody BODY = RequestBody.fromString("rows");
  private static final Set<SourceId> BOTH = EnumSet.allOf(SourceId.class);
  private static final Set<SourceId> X = EnumSet.of(SourceId.X);
  private static final String AUDIENCE = "isolation";

  @TempDir Path folder;
  private final SecureRandom random = new SecureRandom();
  private final LocalSigner alice = LocalSigner.generate(random);
  private final LocalSigner bob = LocalSigner.generate(random);
  private final LocalSigner session = LocalSigner.generate(random);
  private final LocalSigner sink = LocalSigner.generate(random);
  private S3TestBed bed;
  private AwsSts sts;
  private AuthServer auth;

  @BeforeEach
  void start() throws Exception {
    bed = new S3TestBed(folder);
    EmbeddedS3 s3 = bed.server();
    sts =
        new AwsSts(
            new StsOptions(
                Optional.of(s3.stsEndpoint()),
                "us-east-1",
                s3.uploadRoleArn(),
                s3.readRoleArn(),
                StaticCredentialsProvider.create(s3.operatorCredentials())));
    Deployment deployment =
        new Deployment(AUDIENCE, 13, s3.bucket(), Set.of(Octets.of(sink.publicKey())));
    auth =
        new AuthServer(
                AuthOptions.of(deployment, folder.resolve("auth")),
                hotkey ->
                    hotkey.equals(alice.hotkey()) || hotkey.equals(bob.hotkey())
                        ? Optional.of(new Registration(1, false, 0))
                        : Optional.empty(),
                sts,
                bed.clock(),
                random)
            .start();
    // Requests issued in the millisecond of the service's start would be refused.
    bed.clock().advance(Duration.ofSeconds(1));
  }

  @AfterEach
  void stop() throws Exception {
    auth.close();
    sts.close();
    bed.close();
  }

  @Test
  void opensTheMinersOwnPrefixesAndNothingElse() throws Exception {
    IssuedCredentials issued = fetch(BOTH, grant(BOTH, now().plus(Duration.ofDays(1))));
    assertThat(issued.expiration()).isAfter(now().plus(Duration.ofMinutes(14)));
    String foreign = ObjectKey.prefix(SourceId.X, bob.hotkey());
    String bobs = foreign + "file";
    try (S3Client operator = bed.operator()) {
      operator.putObject(r -> r.bucket("lake").key(bobs), BODY);
    }
    try (S3Client client = bed.client(issued)) {
      for (SourceId source : BOTH) {
        String prefix = ObjectKey.prefix(source, alice.hotkey());
        String key = prefix + "file";
        client.putObject(r -> r.bucket("lake").key(key), BODY);
        assertThat(client.getObjectAsBytes(r -> r.bucket("lake").key(key)).asUtf8String())
            .isEqualTo("rows");
        assertThat(client.listObjectsV2(r -> r.bucket("lake").prefix(prefix)).contents())
            .extracting(S3Object::key)
            .containsExactly(key);
        denied(() -> client.deleteObject(r -> r.bucket("lake").key(key)));
      }
      denied(() -> client.putObject(r -> r.bucket("lake").key(foreign + "other"), BODY));
      denied(() -> client.createMultipartUpload(r -> r.bucket("lake").key(bobs)));
      denied(() -> client.getObjectAsBytes(r -> r.bucket("lake").key(bobs)));
      denied(() -> client.listObjectsV2(r -> r.bucket("lake").prefix(foreign)));
      denied(() -> client.listObjectsV2(r -> r.bucket("lake")));
      denied(() -> client.listObjectsV2(r -> r.bucket("lake").prefix("data/")));
      String inbox = "inbox/" + ObjectKey.prefix(SourceId.X, alice.hotkey()) + "file";
      denied(() -> client.putObject(r -> r.bucket("lake").key(inbox), BODY));
      denied(() -> client.putObject(r -> r.bucket("lake").key("file"), BODY));
      denied(() -> client.putObject(r -> r.bucket("lake").key("data/file"), BODY));
    }
  }

  @Test
  void opensNoSourceThatWasNotAskedFor() throws Exception {
    IssuedCredentials issued = fetch(X, grant(BOTH, now().plus(Duration.ofDays(1))));
    String other = ObjectKey.prefix(SourceId.REDDIT, alice.hotkey());
    try (S3Client client = bed.client(issued)) {
      denied(() -> client.putObject(r -> r.bucket("lake").key(other + "file"), BODY));
      denied(() -> client.listObjectsV2(r -> r.bucket("lake").prefix(other)));
    }
  }

  @Test
  void issuesNothingBeyondTheGrant() {
    Instant later = now().plus(Duration.ofDays(1));
    refused("GRANT_SCOPE", () -> fetch(BOTH, grant(X, later)));
    refused("GRANT_EXPIRED", () -> fetch(BOTH, grant(BOTH, now().minusSeconds(1))));
    refused("GRANT_WRONG_PURPOSE", () -> fetch(BOTH, grant(Purpose.BATCH, BOTH, later)));
    refused(
        "GRANT_REQUIRED",
        () -> client(BOTH, new AccessKey(session, Optional.empty())).fetch(alice.hotkey()));
  }

  @Test
  void issuesNothingForAnotherMiner() {
    SignedGrant alices = grant(BOTH, now().plus(Duration.ofDays(1)));
    refused(
        "GRANT_INVALID",
        () -> client(BOTH, new AccessKey(session, Optional.of(alices))).fetch(bob.hotkey()));
  }

  @Test
  void opensDataOnlyWithASinksSignature() throws Exception {
    Signer stranger = LocalSigner.generate(random);
    assertThat(post(signed(sink, Optional.empty()))).isEqualTo("403 " + "SINK_SIGNATURE_REQUIRED");
    assertThat(post(signed(stranger, Optional.of(stranger)))).isEqualTo("403 " + "SINK_UNKNOWN");
    assertThat(post(signed(sink, Optional.of(stranger))))
        .isEqualTo("401 " + "SINK_SIGNATURE_INVALID");
  }

  @Test
  void answersARequestOnce() throws Exception {
    SignedAccessRequest request = signed(sink, Optional.of(sink));
    assertThat(post(request)).isEqualTo("200");
    assertThat(post(request)).isEqualTo("409 REPLAYED");
    // A new grant or signature around the same body makes no new request of it.
    AccessRequest body = AccessRequest.decode(request.body().bytes());
    assertThat(post(SignedAccessRequest.sign(body, alice, Optional.empty(), Optional.of(sink))))
        .isEqualTo("409 REPLAYED");
  }

  @Test
  void issuedCredentialsObtainNoFurtherOnes() throws Exception {
    IssuedCredentials issued = fetch(BOTH, grant(BOTH, now().plus(Duration.ofDays(1))));
    for (String role : Set.of(bed.server().uploadRoleArn(), bed.server().readRoleArn())) {
      try (StsClient again = bed.sts(S3TestBed.aws(issued))) {
        denied(() -> again.assumeRole(r -> r.roleArn(role).roleSessionName("again")));
      }
    }
  }

  @Test
  void credentialsForReadingDoNotWrite() throws Exception {
    AccessRequest request =
        AccessRequest.read(
            AUDIENCE,
            13,
            alice.hotkey(),
            Octets.of(alice.publicKey()),
            alice.hotkey(),
            BOTH,
            nonce(),
            now(),
            Duration.ofMinutes(5));
    HttpResponse<byte[]> answer =
        send(SignedAccessRequest.sign(request, alice, Optional.empty(), Optional.empty()));
    assertThat(answer.statusCode()).isEqualTo(200);
    String prefix = ObjectKey.prefix(SourceId.X, alice.hotkey());
    try (S3Client client = bed.client(AccessAnswer.readIssued(answer.body()))) {
      assertThat(client.listObjectsV2(r -> r.bucket("lake").prefix(prefix)).contents()).isEmpty();
      denied(() -> client.putObject(r -> r.bucket("lake").key(prefix + "file"), BODY));
      denied(() -> client.createMultipartUpload(r -> r.bucket("lake").key(prefix + "file")));
    }
  }

  @Test
  void credentialsEndWithTheirSession() throws Exception {
    IssuedCredentials issued = fetch(BOTH, grant(BOTH, now().plus(Duration.ofDays(1))));
    bed.clock().advance(Duration.ofMinutes(15));
    try (S3Client client = bed.client(issued)) {
      String key = ObjectKey.prefix(SourceId.X, alice.hotkey()) + "file";
      assertThat(refusal(() -> client.putObject(r -> r.bucket("lake").key(key), BODY)))
          .isEqualTo("400 ExpiredToken");
    }
  }

  private Instant now() {
    return bed.clock().instant();
  }

  private SignedGrant grant(Set<SourceId> sources, Instant notAfter) {
    return grant(Purpose.ACCESS, sources, notAfter);
  }

  private SignedGrant grant(Purpose purpose, Set<SourceId> sources, Instant notAfter) {
    return SessionGrants.issue(
        alice,
        AUDIENCE,
        13,
        session.publicKey(),
        purpose,
        sources,
        now().minus(Duration.ofHours(1)),
        notAfter,
        random);
  }

  private IssuedCredentials fetch(Set<SourceId> sources, SignedGrant grant) throws Exception {
    return client(sources, new AccessKey(session, Optional.of(grant))).fetch(alice.hotkey());
  }

  private HttpCredentialClient client(Set<SourceId> sources, AccessKey key) {
    ClientOptions options =
        new ClientOptions(
            auth.uri(), AUDIENCE, 13, sources, Duration.ofSeconds(15), 1, Duration.ofMillis(1));
    return new HttpCredentialClient(
        options,
        new UploadSigning(hotkey -> Optional.of(key), sink),
        bed.clock(),
        random,
        pause -> {});
  }

  private SignedAccessRequest signed(Signer namedSink, Optional<Signer> signingSink) {
    AccessRequest request =
        AccessRequest.upload(
            AUDIENCE,
            13,
            alice.hotkey(),
            Octets.of(alice.publicKey()),
            Octets.of(namedSink.publicKey()),
            BOTH,
            nonce(),
            now(),
            Duration.ofMinutes(5));
    return SignedAccessRequest.sign(request, alice, Optional.empty(), signingSink);
  }

  private Octets nonce() {
    byte[] nonce = new byte[16];
    random.nextBytes(nonce);
    return Octets.of(nonce);
  }

  private HttpResponse<byte[]> send(SignedAccessRequest request) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(auth.uri().resolve("/v2/access"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(request.toJson()))
                .build(),
            HttpResponse.BodyHandlers.ofByteArray());
  }

  /** The status, and the reason of a refusal. */
  private String post(SignedAccessRequest request) throws Exception {
    HttpResponse<byte[]> answer = send(request);
    if (answer.statusCode() == 200) {
      return "200";
    }
    assertThat(new String(answer.body(), StandardCharsets.UTF_8)).doesNotContain("Secret");
    return answer.statusCode() + " " + AccessAnswer.readRefused(answer.body()).reason();
  }

  private static void refused(String reason, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOf(AccessDeniedException.class)
        .hasMessageStartingWith(reason + ": ");
  }

  private static void denied(ThrowingCallable call) {
    assertThat(refusal(call)).isEqualTo("403 AccessDenied");
  }

  private static String refusal(ThrowingCallable call) {
    AwsServiceException thrown = catchThrowableOfType(AwsServiceException.class, call);
    assertThat(thrown).as("a refusal").isNotNull();
    return thrown.statusCode() + " " + thrown.awsErrorDetails().errorCode();
  }
}
