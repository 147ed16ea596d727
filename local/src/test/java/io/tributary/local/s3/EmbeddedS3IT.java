package io.tributary.local.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tributary.hotkey.access.IssuedCredentials;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.sts.StsClient;

class EmbeddedS3IT {

  private static final RequestBody BODY = RequestBody.fromString("rows");

  @TempDir Path folder;
  private S3TestBed bed;
  private String alices;

  @BeforeEach
  void start() throws IOException {
    bed = new S3TestBed(folder);
    alices = S3TestBed.key(S3TestBed.ALICE, 1).path();
    try (S3Client operator = bed.operator()) {
      operator.putObject(r -> r.bucket("lake").key(alices), BODY);
    }
  }

  @AfterEach
  void stop() throws IOException {
    bed.close();
  }

  @Test
  void oneMinersSessionReachesNothingOfAnothers() {
    String other = S3TestBed.key(S3TestBed.ALICE, 2).path();
    String upload;
    try (S3Client alice = bed.client(bed.session(S3TestBed.ALICE))) {
      upload = alice.createMultipartUpload(r -> r.bucket("lake").key(other)).uploadId();
    }
    String bobs = S3TestBed.key(S3TestBed.BOB, 1).path();
    try (S3Client bob = bed.client(bed.session(S3TestBed.BOB))) {
      denied(() -> bob.putObject(r -> r.bucket("lake").key(other), BODY));
      denied(() -> bob.getObjectAsBytes(r -> r.bucket("lake").key(alices)));
      denied(() -> bob.createMultipartUpload(r -> r.bucket("lake").key(other)));
      denied(
          () ->
              bob.uploadPart(
                  r -> r.bucket("lake").key(other).uploadId(upload).partNumber(1), BODY));
      denied(() -> bob.listParts(r -> r.bucket("lake").key(other).uploadId(upload)));
      denied(() -> bob.abortMultipartUpload(r -> r.bucket("lake").key(other).uploadId(upload)));
      denied(
          () ->
              bob.completeMultipartUpload(
                  r ->
                      r.bucket("lake")
                          .key(other)
                          .uploadId(upload)
                          .multipartUpload(
                              m ->
                                  m.parts(
                                      CompletedPart.builder().partNumber(1).eTag("x").build()))));
      denied(
          () ->
              bob.copyObject(
                  r ->
                      r.sourceBucket("lake")
                          .sourceKey(alices)
                          .destinationBucket("lake")
                          .destinationKey(bobs)));
      denied(() -> bob.listObjectsV2(r -> r.bucket("lake")));
      denied(
          () -> bob.listObjectsV2(r -> r.bucket("lake").prefix(S3TestBed.prefix(S3TestBed.ALICE))));
      denied(() -> bob.listMultipartUploads(r -> r.bucket("lake")));
      denied(() -> bob.deleteObject(r -> r.bucket("lake").key(alices)));
      denied(() -> bob.createBucket(r -> r.bucket("other")));
      denied(() -> bob.listBuckets());
      // An upload id is good for its own key only.
      assertThat(
              refusal(
                  () ->
                      bob.uploadPart(
                          r -> r.bucket("lake").key(bobs).uploadId(upload).partNumber(1), BODY)))
          .isEqualTo("404 NoSuchUpload");
    }
    assertThat(bed.file(bobs)).doesNotExist();
  }

  @Test
  void aSessionMayDoWhatItsPolicyAndItsRoleAllow() {
    String prefix = S3TestBed.prefix(S3TestBed.ALICE);
    try (S3Client alice = bed.client(bed.session(S3TestBed.ALICE))) {
      assertThat(alice.listObjectsV2(r -> r.bucket("lake").prefix(prefix)).contents())
          .extracting(S3Object::key)
          .containsExactly(alices);
      assertThat(
              alice
                  .getObjectAsBytes(r -> r.bucket("lake").key(alices).range("bytes=1-2"))
                  .asUtf8String())
          .isEqualTo("ow");
      assertThat(refusal(() -> alice.headObject(r -> r.bucket("lake").key(prefix + "absent"))))
          .startsWith("404");
      List<ObjectIdentifier> keys = List.of(ObjectIdentifier.builder().key(alices).build());
      assertThat(alice.deleteObjects(r -> r.bucket("lake").delete(d -> d.objects(keys))).errors())
          .hasSize(1)
          .allMatch(e -> e.code().equals("AccessDenied"));
      assertThat(
              refusal(
                  () -> alice.putObject(r -> r.bucket("lake").key(alices).ifNoneMatch("*"), BODY)))
          .isEqualTo("412 PreconditionFailed");
    }
    assertThat(bed.file(alices)).hasContent("rows");
  }

  @Test
  void onlyWholeLivingSessionsAreKnown() {
    IssuedCredentials alice = bed.session(S3TestBed.ALICE);
    AwsSessionCredentials whole = S3TestBed.aws(alice);
    assertThat(
            get(
                AwsSessionCredentials.create(
                    whole.accessKeyId(), whole.secretAccessKey(), whole.sessionToken() + "x")))
        .isEqualTo("400 InvalidToken");
    assertThat(get(AwsBasicCredentials.create(whole.accessKeyId(), whole.secretAccessKey())))
        .isEqualTo("403 AccessDenied");
    assertThat(
            get(AwsSessionCredentials.create(whole.accessKeyId(), "wrong", whole.sessionToken())))
        .isEqualTo("403 SignatureDoesNotMatch");
    assertThat(get(AwsSessionCredentials.create("ASIAUNKNOWN", "wrong", whole.sessionToken())))
        .isEqualTo("403 InvalidAccessKeyId");
    bed.clock().advance(Duration.ofMinutes(15));
    assertThat(get(whole)).isEqualTo("400 ExpiredToken");
  }

  @Test
  void presignedAndUnsignedRequestsAreRefused() throws Exception {
    try (S3Presigner presigner =
        S3Presigner.builder()
            .endpointOverride(bed.server().endpoint())
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(bed.server().operatorCredentials()))
            .serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(true).build())
            .build()) {
      URI url =
          presigner
              .presignGetObject(
                  p ->
                      p.signatureDuration(Duration.ofMinutes(5))
                          .getObjectRequest(r -> r.bucket("lake").key(alices)))
              .url()
              .toURI();
      assertThat(plain(url)).isEqualTo(403);
    }
    URI endpoint = bed.server().endpoint();
    assertThat(plain(endpoint.resolve("/lake/" + alices))).isEqualTo(403);
    assertThat(plain(endpoint.resolve("/healthz"))).isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a//b", "a/../b", "../b", "a/./b", "a/", "a\u0001b", "a\\b"})
  void oddKeysAreRefused(String key) {
    try (S3Client operator = bed.operator()) {
      // Some are refused by the HTTP server, which hangs up before the body has been sent.
      assertThatThrownBy(() -> operator.putObject(r -> r.bucket("lake").key(key), BODY))
          .isInstanceOf(SdkException.class)
          .hasMessageMatching("(?s).*(Status Code: 40[0-4]|Unable to execute HTTP request).*");
      assertThat(operator.listObjectsV2(r -> r.bucket("lake")).contents())
          .extracting(S3Object::key)
          .containsExactly(alices);
    }
    assertThat(bed.root().resolve("b")).doesNotExist();
    assertThat(folder.resolve("b")).doesNotExist();
  }

  @Test
  void markersOfFoldersAreNeverThereAndDeletingThemIsNothing() {
    try (S3Client operator = bed.operator()) {
      List<ObjectIdentifier> markers =
          Stream.of("data/", "data/1/none/")
              .map(key -> ObjectIdentifier.builder().key(key).build())
              .toList();
      assertThat(
              operator
                  .deleteObjects(r -> r.bucket("lake").delete(d -> d.objects(markers)))
                  .errors())
          .isEmpty();
      operator.deleteObject(r -> r.bucket("lake").key("data/"));
      assertThat(refusal(() -> operator.headObject(r -> r.bucket("lake").key("data/"))))
          .startsWith("404");
      assertThat(operator.listObjectsV2(r -> r.bucket("lake")).contents())
          .extracting(S3Object::key)
          .containsExactly(alices);
    }
  }

  @Test
  void stsRefusesWhatAwsRefuses() {
    String role = bed.server().uploadRoleArn();
    try (StsClient session = bed.sts(S3TestBed.aws(bed.session(S3TestBed.ALICE)))) {
      assertThat(refusal(() -> session.assumeRole(r -> r.roleArn(role).roleSessionName("again"))))
          .isEqualTo("403 AccessDenied");
    }
    AwsBasicCredentials operator = bed.server().operatorCredentials();
    try (StsClient forged = bed.sts(AwsBasicCredentials.create(operator.accessKeyId(), "wrong"))) {
      assertThat(refusal(() -> forged.assumeRole(r -> r.roleArn(role).roleSessionName("name"))))
          .isEqualTo("403 SignatureDoesNotMatch");
    }
    try (StsClient sts = bed.sts(operator)) {
      assertThat(refusal(() -> sts.assumeRole(r -> r.roleArn(role).roleSessionName("a b"))))
          .isEqualTo("400 ValidationError");
      assertThat(
              refusal(
                  () ->
                      sts.assumeRole(
                          r -> r.roleArn(role).roleSessionName("name").durationSeconds(899))))
          .isEqualTo("400 ValidationError");
      assertThat(
              refusal(
                  () ->
                      sts.assumeRole(
                          r -> r.roleArn(role).roleSessionName("name").policy("{\"a\":1}"))))
          .isEqualTo("400 MalformedPolicyDocument");
      assertThat(refusal(() -> sts.assumeRole(r -> r.roleArn(role + "x").roleSessionName("name"))))
          .isEqualTo("403 AccessDenied");
    }
  }

  @Test
  void theOperatorsKeyIsKeptForItsOwnerOnlyAndTheFolderHasOneUser() throws IOException {
    AwsBasicCredentials before = bed.server().operatorCredentials();
    assertThatThrownBy(() -> EmbeddedS3.start(bed.root(), "lake", bed.clock(), 0))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("uses the folder");
    bed.restart();
    assertThat(bed.server().operatorCredentials()).isEqualTo(before);
    Path file = bed.root().resolveSibling("s3-meta").resolve("operator");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void closingEndsAllThreadsAndFreesThePort() throws IOException {
    int port = bed.server().endpoint().getPort();
    bed.server().close();
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(t -> t.getName().startsWith("embedded-s3"));
    EmbeddedS3.start(folder.resolve("another"), "lake", bed.clock(), port).close();
  }

  private String get(software.amazon.awssdk.auth.credentials.AwsCredentials credentials) {
    try (S3Client client = bed.client(credentials, true, false)) {
      return refusal(() -> client.getObjectAsBytes(r -> r.bucket("lake").key(alices)));
    }
  }

  private static void denied(ThrowingCallable call) {
    assertThat(refusal(call)).isEqualTo("403 AccessDenied");
  }

  private static String refusal(ThrowingCallable call) {
    AwsServiceException thrown = catchThrowableOfType(AwsServiceException.class, call);
    assertThat(thrown).as("a refusal").isNotNull();
    return thrown.statusCode() + " " + thrown.awsErrorDetails().errorCode();
  }

  private static int plain(URI uri) throws Exception {
    HttpClient client = HttpClient.newHttpClient();
    return client
        .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }
}
