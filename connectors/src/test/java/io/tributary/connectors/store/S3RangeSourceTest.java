package io.tributary.connectors.store;

import static io.tributary.connectors.store.RudeServer.error;
import static io.tributary.connectors.store.RudeServer.reset;
import static io.tributary.connectors.store.RudeServer.say;
import static io.tributary.connectors.store.RudeServer.silence;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tributary.lake.challenge.ObjectHead;
import io.tributary.lake.challenge.ReadException;
import io.tributary.lake.challenge.ReadException.Fault;
import io.tributary.lake.epoch.ObjectVersion;
import io.tributary.lake.plan.ByteRange;
import io.tributary.schemas.Hotkey;
import io.tributary.schemas.ObjectKey;
import io.tributary.schemas.SourceId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class S3RangeSourceTest {

  private static final int ATTEMPTS = 3;
  private static final ObjectKey KEY =
      ObjectKey.of(
          SourceId.X, new Hotkey("5" + "C".repeat(47)), Instant.EPOCH, 3, "0123456789abcdef");
  private static final ObjectVersion ETAG = ObjectVersion.etag("tag-1");
  private static final ObjectVersion VERSION = ObjectVersion.versionId("v.1");
  private static final ByteRange RANGE = new ByteRange(10, 5);
  private static final String TEN_TO_14 = "Content-Range: bytes 10-14/100\r\nETag: \"tag-1\"\r\n";
  private static final RudeServer.Answer GOOD = say("206 Partial Content", TEN_TO_14, "01234");
  private static final RudeServer.Answer LISTED =
      say("200 OK", "", list("<Contents><Key>" + KEY.path() + "</Key></Contents>"));
  private static final RudeServer.Answer NOT_LISTED =
      say("200 OK", "", list("<Contents><Key>" + KEY.path() + ".more</Key></Contents>"));

  private final CountedCredentials credentials = new CountedCredentials();
  private RudeServer server;
  private S3RangeSource source;

  @BeforeEach
  void start() throws IOException {
    server = new RudeServer();
    source = new S3RangeSource(options(Duration.ofSeconds(20)), credentials);
  }

  private StoreOptions options(Duration attempt) {
    return StoreOptions.compatible(server.uri(), "lake")
        .withPatience(attempt, Duration.ofSeconds(60), ATTEMPTS)
        .withBackoff(Duration.ofMillis(1), Duration.ofMillis(2));
  }

  @AfterEach
  void stop() throws IOException {
    source.close();
    server.close();
  }

  private static String list(String contents) {
    return "<ListBucketResult><IsTruncated>false</IsTruncated>" + contents + "</ListBucketResult>";
  }

  private String read(ObjectVersion version) throws ReadException {
    return new String(source.read(KEY, version, RANGE), StandardCharsets.ISO_8859_1);
  }

  private void assertFault(Fault fault, ThrowingCallable call) {
    ReadException thrown = catchThrowableOfType(ReadException.class, call);
    assertThat(thrown).as("a failure").isNotNull();
    assertThat(thrown.fault()).as(thrown.getMessage()).isEqualTo(fault);
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      assertThat(t.toString()).doesNotContain("very-secret", "very-token", "AK");
    }
  }

  @Test
  void anETagIsACondition() throws Exception {
    server.will(GOOD);
    assertThat(read(ETAG)).isEqualTo("01234");
    assertThat(server.heads())
        .singleElement()
        .asString()
        .startsWith("GET /lake/" + KEY.path() + " HTTP")
        .containsIgnoringCase("\r\nrange: bytes=10-14\r\n")
        .containsIgnoringCase("\r\nif-match: \"tag-1\"\r\n")
        .containsIgnoringCase("x-amz-security-token: very-token")
        .contains("Credential=AK1/");
  }

  @Test
  void aVersionIdIsPartOfTheAddress() throws Exception {
    server.will(say("206 Partial Content", TEN_TO_14 + "x-amz-version-id: v.1\r\n", "01234"));
    assertThat(read(VERSION)).isEqualTo("01234");
    assertThat(server.heads())
        .singleElement()
        .asString()
        .contains("versionId=v.1")
        .doesNotContainIgnoringCase("if-match");
  }

  @Test
  void anotherObjectIsAltered() {
    server.will(error("412 Precondition Failed", "PreconditionFailed"));
    assertFault(Fault.ALTERED, () -> read(ETAG));
    server.will(say("206 Partial Content", TEN_TO_14.replace("tag-1", "tag-2"), "01234"));
    assertFault(Fault.ALTERED, () -> read(ETAG));
    server.will(say("206 Partial Content", TEN_TO_14 + "x-amz-version-id: v.2\r\n", "01234"));
    assertFault(Fault.ALTERED, () -> read(VERSION));
    server.will(say("200 OK", "ETag: \"tag-2\"\r\nContent-Length: 7\r\n", ""));
    assertFault(Fault.ALTERED, () -> source.head(KEY, ETAG));
  }

  @Test
  void whatBreaksOffIsReadAgain() throws Exception {
    RudeServer.Answer half = say("206 Partial Content", TEN_TO_14 + "Content-Length: 5\r\n", "012");
    server.will(half, reset(), GOOD);
    assertThat(read(ETAG)).isEqualTo("01234");
    server.will(half);
    assertFault(Fault.UNAVAILABLE, () -> read(ETAG));
    assertThat(server.heads()).hasSize(ATTEMPTS);
  }

  @Test
  void anObjectThatEndsBeforeGivesFewerBytes() throws Exception {
    server.will(
        say("206 Partial Content", "Content-Range: bytes 10-12/13\r\nETag: \"tag-1\"\r\n", "012"));
    assertThat(read(ETAG)).isEqualTo("012");
  }

  @Test
  void moreThanAskedForIsNotRead() throws Exception {
    server.will(server.pour("206 Partial Content", TEN_TO_14.replace("14/100", "99/100"), "01234"));
    assertThat(read(ETAG)).isEqualTo("01234");
    assertThat(server.poured()).isLessThan(64L << 20);
  }

  @Test
  void aServerThatIgnoresTheRangeIsNotReadToItsEnd() throws Exception {
    server.will(server.pour("200 OK", "ETag: \"tag-1\"\r\n", "abcdefghij0123456"));
    assertFault(Fault.UNAVAILABLE, () -> read(ETAG));
    byte[] beginning = source.read(KEY, ETAG, new ByteRange(0, 5));
    assertThat(new String(beginning, StandardCharsets.ISO_8859_1)).isEqualTo("abcde");
    assertThat(server.poured()).isLessThan(64L << 20);
  }

  @Test
  void anotherRangeIsNoAnswer() {
    server.will(say("206 Partial Content", "Content-Range: bytes 11-15/100\r\n", "12345"));
    assertFault(Fault.UNAVAILABLE, () -> read(ETAG));
    server.will(say("206 Partial Content", "Content-Range: bytes */*\r\n", "12345"));
    assertFault(Fault.UNAVAILABLE, () -> read(ETAG));
  }

  @Test
  void whatMayPassIsTriedAgain() throws Exception {
    server.will(
        error("503 Slow Down", "SlowDown"),
        error("500 Internal Server Error", "InternalError"),
        GOOD);
    assertThat(read(ETAG)).isEqualTo("01234");
    server.will(error("503 Slow Down", "SlowDown"));
    assertFault(Fault.UNAVAILABLE, () -> read(ETAG));
    assertThat(server.heads()).hasSize(ATTEMPTS);
    assertThat(credentials.issued()).isEqualTo(1);
  }

  @Test
  void aServerThatResetsIsUnavailable() {
    server.will(reset());
    assertFault(Fault.UNAVAILABLE, () -> read(ETAG));
    assertFault(Fault.UNAVAILABLE, () -> source.headCurrent(KEY));
  }

  @Test
  void aServerThatSaysNothingIsUnavailable() {
    source.close();
    source = new S3RangeSource(options(Duration.ofMillis(300)), credentials);
    server.will(silence());
    assertFault(Fault.UNAVAILABLE, () -> read(ETAG));
    assertFault(Fault.UNAVAILABLE, () -> source.headCurrent(KEY));
  }

  @Test
  void aBodyThatDripsIsGivenUp() {
    source.close();
    AtomicLong seconds = new AtomicLong();
    source =
        new S3RangeSource(
            options(Duration.ofSeconds(20)),
            new MinerAccess(options(Duration.ofSeconds(20)), credentials),
            () -> Duration.ofSeconds(seconds.getAndAdd(3)).toNanos());
    server.will(server.pour("206 Partial Content", "Content-Range: bytes 0-1/9999999\r\n", ""));
    ByteRange large = new ByteRange(0, 8 << 20);
    assertFault(Fault.UNAVAILABLE, () -> source.read(KEY, VERSION, large));
  }

  @Test
  void credentialsThatEndedAreReplaced() throws Exception {
    server.will(error("400 Bad Request", "ExpiredToken"), GOOD);
    assertThat(read(ETAG)).isEqualTo("01234");
    assertThat(server.heads().get(0)).contains("Credential=AK1/");
    assertThat(server.heads().get(1)).contains("Credential=AK2/");
    server.will(error("403 Forbidden", "InvalidAccessKeyId"), GOOD);
    assertThat(read(ETAG)).isEqualTo("01234");
    assertThat(credentials.issued()).isEqualTo(3);
  }

  @Test
  void newCredentialsThatAreRefusedAreNotReplacedAgain() {
    RudeServer.Answer denied = error("403 Forbidden", "AccessDenied");
    server.will(denied, denied, LISTED);
    assertFault(Fault.REFUSED, () -> read(ETAG));
    assertThat(credentials.issued()).isEqualTo(2);
    server.will(denied);
    assertFault(Fault.REFUSED, () -> read(ETAG));
    assertThat(server.heads()).as("a read and a list").hasSize(2);
    assertThat(credentials.issued()).isEqualTo(2);
    server.will(error("403 Forbidden", "ExpiredToken"));
    assertFault(Fault.REFUSED, () -> read(ETAG));
    assertFault(Fault.REFUSED, () -> read(ETAG));
    assertThat(credentials.issued()).isEqualTo(3);
  }

  @Test
  void whatIsRefusedAndNotListedIsMissing() {
    RudeServer.Answer denied = say("403 Forbidden", "Content-Length: 0\r\n", "");
    server.will(denied, denied, NOT_LISTED);
    assertFault(Fault.MISSING, () -> source.headCurrent(KEY));
    server.will(denied, LISTED);
    assertFault(Fault.REFUSED, () -> source.headCurrent(KEY));
  }

  @Test
  void whatIsNotFoundIsMissingIfItIsNotListed() {
    server.will(error("404 Not Found", "NoSuchKey"), NOT_LISTED);
    assertFault(Fault.MISSING, () -> read(ETAG));
    RudeServer.Answer absent = say("404 Not Found", "Content-Length: 0\r\n", "");
    RudeServer.Answer deleted =
        say("404 Not Found", "x-amz-delete-marker: true\r\nContent-Length: 0\r\n", "");
    server.will(deleted, NOT_LISTED);
    assertFault(Fault.MISSING, () -> source.headCurrent(KEY));
    server.will(absent, LISTED);
    assertFault(Fault.UNAVAILABLE, () -> source.headCurrent(KEY));
    server.will(absent, error("404 Not Found", "NoSuchBucket"));
    assertFault(Fault.UNAVAILABLE, () -> source.headCurrent(KEY));
    server.will(absent, error("403 Forbidden", "AccessDenied"));
    assertFault(Fault.MISSING, () -> source.headCurrent(KEY));
    server.will(absent, error("503 Slow Down", "SlowDown"));
    assertFault(Fault.UNAVAILABLE, () -> source.headCurrent(KEY));
    server.will(absent, say("200 OK", "", "<html></html>"));
    assertFault(Fault.UNAVAILABLE, () -> source.headCurrent(KEY));
  }

  @Test
  void aVersionIsMissingIfItIsNotListed() {
    String versions =
        "<ListVersionsResult><Version><Key>%s</Key><VersionId>%s</VersionId></Version>"
            + "<IsTruncated>false</IsTruncated></ListVersionsResult>";
    RudeServer.Answer others = say("200 OK", "", String.format(versions, KEY.path(), "v.2"));
    server.will(error("404 Not Found", "NoSuchVersion"), others);
    assertFault(Fault.MISSING, () -> read(VERSION));
    assertThat(server.heads().get(1)).contains("versions");
    server.will(say("405 Method Not Allowed", "x-amz-delete-marker: true\r\n", ""), others);
    assertFault(Fault.MISSING, () -> source.head(KEY, VERSION));
    server.will(
        error("404 Not Found", "NoSuchVersion"),
        say("200 OK", "", String.format(versions, KEY.path(), "v.1")));
    assertFault(Fault.UNAVAILABLE, () -> read(VERSION));
    server.will(error("404 Not Found", "NoSuchVersion"), say("204 No Content", "", ""));
    assertFault(Fault.UNAVAILABLE, () -> read(VERSION));
  }

  @ParameterizedTest
  @ValueSource(strings = {"301 Moved Permanently", "302 Found", "307 Temporary Redirect"})
  void aRedirectIsNotFollowed(String status) throws Exception {
    try (RudeServer other = new RudeServer()) {
      other.will(GOOD);
      server.will(say(status, "Location: " + other.uri() + "/lake/" + KEY.path() + "\r\n", ""));
      assertFault(Fault.UNAVAILABLE, () -> read(ETAG));
      assertFault(Fault.UNAVAILABLE, () -> source.headCurrent(KEY));
      assertThat(other.heads()).isEmpty();
    }
  }

  @Test
  void aHugeErrorIsCutOff() {
    server.will(server.pour("403 Forbidden", "", "<Error><Code>AccessDenied</Code><Message>"));
    ReadException thrown = catchThrowableOfType(ReadException.class, () -> read(ETAG));
    assertThat(thrown.fault()).isIn(Fault.REFUSED, Fault.UNAVAILABLE);
    assertThat(thrown.getMessage()).hasSizeLessThan(1000);
    assertThat(server.poured()).isLessThan(256L << 20);
  }

  @Test
  void aHugeListIsCutOff() {
    server.will(
        error("404 Not Found", "NoSuchKey"), server.pour("200 OK", "", "<ListBucketResult><Name>"));
    assertFault(Fault.UNAVAILABLE, () -> read(ETAG));
    assertThat(server.poured()).isLessThan(256L << 20);
  }

  @Test
  void headsSayWhatTheStoreSays() throws Exception {
    server.will(
        say("200 OK", "ETag: \"tag-1\"\r\nx-amz-version-id: v.1\r\nContent-Length: 77\r\n", ""));
    ObjectHead head = new ObjectHead(Optional.of("v.1"), "tag-1", 77);
    assertThat(source.headCurrent(KEY)).isEqualTo(head);
    assertThat(source.head(KEY, ETAG)).isEqualTo(head);
    assertThat(source.head(KEY, VERSION)).isEqualTo(head);
    assertThat(server.heads().get(2)).startsWith("HEAD ").contains("versionId=v.1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 7\r\n",
        "ETag: \"\"\r\nContent-Length: 7\r\n",
        "ETag: \"tag-1\"\r\nContent-Length: many\r\n"
      })
  void headsThatSayNothingAreNoAnswer(String headers) {
    server.will(say("200 OK", headers, ""));
    assertFault(Fault.UNAVAILABLE, () -> source.headCurrent(KEY));
  }

  @Test
  void somethingThatIsNoHttpIsUnavailable() {
    server.will(
        client ->
            client
                .getOutputStream()
                .write("220 smtp ready\r\n".getBytes(StandardCharsets.US_ASCII)));
    assertFault(Fault.UNAVAILABLE, () -> read(ETAG));
  }

  @Test
  void withoutCredentialsNothingIsSent() {
    server.will(GOOD);
    credentials.fail();
    assertFault(Fault.UNAVAILABLE, () -> read(ETAG));
    credentials.deny("MINER_NOT_REGISTERED");
    assertFault(Fault.REFUSED, () -> read(ETAG));
    assertThat(server.heads()).isEmpty();
  }

  @Test
  void anInterruptedThreadSendsNothing() {
    server.will(GOOD);
    Thread.currentThread().interrupt();
    try {
      assertFault(Fault.UNAVAILABLE, () -> read(ETAG));
      assertThat(Thread.currentThread().isInterrupted()).isTrue();
    } finally {
      Thread.interrupted();
    }
    assertThat(server.heads()).isEmpty();
  }

  @Test
  void aClosedSourceReadsNothing() {
    server.will(GOOD);
    source.close();
    ReadException thrown = catchThrowableOfType(ReadException.class, () -> read(ETAG));
    assertThat(thrown == null || thrown.fault() == Fault.UNAVAILABLE).isTrue();
    assertThat(credentials.isClosed()).isFalse();
  }

  @Test
  void anyObjectUnderAPrefixMayBeACanary() throws Exception {
    server.will(say("206 Partial Content", "Content-Range: bytes 0-0/9\r\n", "c"));
    source.requireReadable(KEY.hotkey(), "data/2/" + KEY.hotkey() + "/canary");
    assertThat(server.heads().get(0)).startsWith("GET /lake/data/2/" + KEY.hotkey() + "/canary ");
    server.will(error("404 Not Found", "NoSuchKey"), NOT_LISTED);
    assertFault(
        Fault.MISSING,
        () -> source.requireReadable(KEY.hotkey(), "data/2/" + KEY.hotkey() + "/canary"));
  }
}
