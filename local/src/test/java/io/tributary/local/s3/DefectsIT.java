package io.tributary.local.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tributary.local.s3.IssuedSessions.Kind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * What credentials of every kind do not open, on a store that enforces policies: everything of
 * another miner, other sources, the rest of the bucket; and the defects of the prototype that only
 * a store can show.
 */
class DefectsIT {

  private static final RequestBody BODY = RequestBody.fromString("rows");
  private static final Set<Kind> READS =
      EnumSet.of(Kind.READ_OWN, Kind.READ_AS_VALIDATOR, Kind.V1_READ);
  private static final Set<Kind> FILES = EnumSet.of(Kind.INBOX, Kind.V1_UPLOAD);

  /** What can be tried on a key; the text is an upload that somebody else has begun there. */
  private static final Map<String, Attempt> ATTEMPTS = new LinkedHashMap<>();

  private interface Attempt {
    Object on(S3Client client, String key, String uploadId);
  }

  static {
    simple("put", (s3, key) -> s3.putObject(r -> r.bucket("lake").key(key), BODY));
    simple("get", (s3, key) -> s3.getObjectAsBytes(r -> r.bucket("lake").key(key)));
    simple("head", (s3, key) -> s3.headObject(r -> r.bucket("lake").key(key)));
    simple("delete", (s3, key) -> s3.deleteObject(r -> r.bucket("lake").key(key)));
    simple("begin", (s3, key) -> s3.createMultipartUpload(r -> r.bucket("lake").key(key)));
    ATTEMPTS.put(
        "part",
        (s3, key, id) ->
            s3.uploadPart(r -> r.bucket("lake").key(key).uploadId(id).partNumber(2), BODY));
    ATTEMPTS.put(
        "parts", (s3, key, id) -> s3.listParts(r -> r.bucket("lake").key(key).uploadId(id)));
    ATTEMPTS.put(
        "abort",
        (s3, key, id) -> s3.abortMultipartUpload(r -> r.bucket("lake").key(key).uploadId(id)));
  }

  private static void simple(String name, BiFunction<S3Client, String, Object> attempt) {
    ATTEMPTS.put(name, (client, key, id) -> attempt.apply(client, key));
  }

  @TempDir private Path folder;
  private IssuedSessions sessions;
  private String alice;
  private String bob;
  private S3Client operator;

  @BeforeEach
  void start() throws Exception {
    sessions = new IssuedSessions(folder);
    alice = sessions.alice.hotkey().address();
    bob = sessions.bob.hotkey().address();
    operator = sessions.bed.operator();
  }

  @AfterEach
  void stop() throws Exception {
    operator.close();
    sessions.close();
  }

  private S3Client client(Kind kind) throws Exception {
    return sessions.bed.client(sessions.of(kind));
  }

  private List<String> foreignKeys() {
    return new ArrayList<>(
        List.of(
            "data/1/" + bob + "/f",
            "data/2/" + bob + "/f",
            "inbox/data/2/" + bob + "/" + IssuedSessions.FILE,
            "data/2/" + bob + "/" + alice + "/f",
            "data/3/" + alice + "/f",
            "data/" + alice + "/f",
            "data/2/" + alice + "x/f",
            "data/2/" + alice,
            "inbox/data/2/" + alice + "/other",
            "inbox/data/2/" + alice + "/" + IssuedSessions.FILE + ".more",
            "inbox/data/1/" + alice + "/" + IssuedSessions.FILE,
            "inbox/inbox/data/2/" + alice + "/" + IssuedSessions.FILE,
            "data/f",
            "f"));
  }

  private List<String> foreignKeys(Kind kind) {
    List<String> keys = foreignKeys();
    if (kind != Kind.V1_READ) {
      keys.add("data/1/" + alice + "/f");
    }
    if (FILES.contains(kind)) {
      keys.add("data/2/" + alice + "/f");
    } else {
      keys.add("inbox/data/2/" + alice + "/" + IssuedSessions.FILE);
    }
    return keys;
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void nothingForeignOpens(Kind kind) throws Exception {
    try (S3Client client = client(kind)) {
      for (String key : foreignKeys(kind)) {
        // A name that is a folder beside other keys holds no object here.
        if (!key.equals("data/2/" + alice)) {
          operator.putObject(r -> r.bucket("lake").key(key), BODY);
        }
        String upload = operator.createMultipartUpload(r -> r.bucket("lake").key(key)).uploadId();
        ATTEMPTS.forEach(
            (name, attempt) ->
                assertThat(status(() -> attempt.on(client, key, upload)))
                    .as("%s may not %s %s", kind, name, key)
                    .isEqualTo(403));
        String own = "data/2/" + alice + "/copied";
        denied(() -> copy(client, key, own));
        denied(() -> copy(client, own, key));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void nothingForeignIsListed(Kind kind) throws Exception {
    try (S3Client client = client(kind)) {
      for (String prefix :
          List.of(
              "",
              "/",
              "d",
              "data/",
              "data/2",
              "data/2/",
              "data/2/" + alice,
              "data/2/" + bob + "/",
              "data/1/" + bob + "/",
              "inbox/",
              "inbox/data/2/" + alice + "/",
              "inbox/data/2/" + bob + "/")) {
        denied(() -> client.listObjectsV2(r -> r.bucket("lake").prefix(prefix)));
        denied(() -> client.listObjects(r -> r.bucket("lake").prefix(prefix)));
      }
      denied(() -> client.listObjectsV2(r -> r.bucket("lake")));
      denied(() -> client.listMultipartUploads(r -> r.bucket("lake")));
      denied(() -> client.listBuckets());
      denied(() -> client.createBucket(r -> r.bucket("other")));
      assertThat(status(() -> client.listObjectVersions(r -> r.bucket("lake"))))
          .isBetween(400, 599);
      assertThat(status(() -> client.deleteBucket(r -> r.bucket("lake")))).isBetween(400, 599);
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void noSessionBeginsAnother(Kind kind) throws Exception {
    try (StsClient again = sessions.bed.sts(S3TestBed.aws(sessions.of(kind)))) {
      for (String role :
          List.of(sessions.bed.server().uploadRoleArn(), sessions.bed.server().readRoleArn())) {
        denied(() -> again.assumeRole(r -> r.roleArn(role).roleSessionName("again")));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void whatWasAskedForOpens(Kind kind) throws Exception {
    String data = "data/2/" + alice + "/f";
    String inbox = "inbox/data/2/" + alice + "/" + IssuedSessions.FILE;
    String key = FILES.contains(kind) ? inbox : data;
    operator.putObject(r -> r.bucket("lake").key(key), BODY);
    try (S3Client client = client(kind)) {
      if (READS.contains(kind)) {
        assertThat(client.getObjectAsBytes(r -> r.bucket("lake").key(key)).asUtf8String())
            .isEqualTo("rows");
        denied(() -> client.putObject(r -> r.bucket("lake").key(key), BODY));
        denied(() -> client.createMultipartUpload(r -> r.bucket("lake").key(key)));
      } else {
        client.putObject(r -> r.bucket("lake").key(key), BODY);
      }
      if (FILES.contains(kind)) {
        denied(() -> client.getObjectAsBytes(r -> r.bucket("lake").key(key)));
      }
      denied(() -> client.deleteObject(r -> r.bucket("lake").key(key)));
    }
  }

  @Test
  void a05_aReaderListsOneMinerOnly() throws Exception {
    operator.putObject(r -> r.bucket("lake").key("data/2/" + alice + "/f"), BODY);
    operator.putObject(r -> r.bucket("lake").key("data/2/" + bob + "/f"), BODY);
    try (S3Client client = client(Kind.V1_READ)) {
      assertThat(
              client
                  .listObjectsV2(r -> r.bucket("lake").prefix("data/2/" + alice + "/"))
                  .contents())
          .extracting(S3Object::key)
          .containsExactly("data/2/" + alice + "/f");
      denied(() -> client.listObjectsV2(r -> r.bucket("lake")));
    }
  }

  @Test
  void a06_theMinersNameBelowAnothersOpensNothing() throws Exception {
    String key = "data/2/" + bob + "/" + alice + "/f";
    operator.putObject(r -> r.bucket("lake").key(key), BODY);
    try (S3Client client = client(Kind.V1_READ)) {
      denied(() -> client.getObjectAsBytes(r -> r.bucket("lake").key(key)));
    }
  }

  @Test
  void a15_noFileOfTheLakeIsOverwrittenFromOutside() throws Exception {
    String key = "data/2/" + alice + "/" + IssuedSessions.FILE;
    operator.putObject(r -> r.bucket("lake").key(key), RequestBody.fromString("checked"));
    for (Kind kind : FILES) {
      try (S3Client client = client(kind)) {
        denied(() -> client.putObject(r -> r.bucket("lake").key(key), BODY));
      }
    }
    assertThat(sessions.bed.file(key)).hasContent("checked");
  }

  @Test
  void a29_thePoliciesAllowWhatTheyAreFor() throws Exception {
    String key = "inbox/data/2/" + alice + "/" + IssuedSessions.FILE;
    try (S3Client client = client(Kind.V1_UPLOAD)) {
      client.putObject(r -> r.bucket("lake").key(key), BODY);
    }
    assertThat(sessions.bed.file(key)).hasContent("rows");
  }

  @Test
  void a30_anUploadThatFailsLeavesNoParts() throws Exception {
    String key = "inbox/data/2/" + alice + "/" + IssuedSessions.FILE;
    for (Kind kind : FILES) {
      try (S3Client client = client(kind)) {
        String id = client.createMultipartUpload(r -> r.bucket("lake").key(key)).uploadId();
        client.uploadPart(r -> r.bucket("lake").key(key).uploadId(id).partNumber(1), BODY);
        client.abortMultipartUpload(r -> r.bucket("lake").key(key).uploadId(id));
      }
    }
    assertThat(operator.listMultipartUploads(r -> r.bucket("lake")).uploads()).isEmpty();
  }

  private static Object copy(S3Client client, String from, String to) {
    return client.copyObject(
        r -> r.sourceBucket("lake").sourceKey(from).destinationBucket("lake").destinationKey(to));
  }

  private interface Call {
    Object run();
  }

  private static int status(Call call) {
    AwsServiceException thrown = catchThrowableOfType(AwsServiceException.class, call::run);
    assertThat(thrown).as("a refusal").isNotNull();
    return thrown.statusCode();
  }

  private static void denied(Call call) {
    AwsServiceException thrown = catchThrowableOfType(AwsServiceException.class, call::run);
    assertThat(thrown).as("a refusal").isNotNull();
    assertThat(thrown.statusCode() + " " + thrown.awsErrorDetails().errorCode())
        .isEqualTo("403 AccessDenied");
  }
}
