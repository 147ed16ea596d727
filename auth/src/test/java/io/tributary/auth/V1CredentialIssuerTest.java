package io.tributary.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.hotkey.access.AccessException;
import io.tributary.hotkey.access.AccessReason;
import io.tributary.hotkey.sr25519.Sr25519SecretKey;
import io.tributary.schemas.Hotkey;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The defects of the prototype, by their ids, and the wire form that its clients speak. */
class V1CredentialIssuerTest {

  private static final String HASH = "ab".repeat(32);
  private static final String ID = "00112233445566778899aabbccddeeff";

  private final World world = new World();
  private final Hotkey miner = world.miner.hotkey();
  private final Hotkey validator = world.validator.hotkey();

  /** Signs text as the Python clients' wallet does. */
  private static String sign(int seed, String text) {
    byte[] secret = new byte[32];
    Arrays.fill(secret, (byte) seed);
    byte[] message = text.getBytes(StandardCharsets.UTF_8);
    Sr25519SecretKey key = Sr25519SecretKey.fromMiniSecret(secret);
    return HexFormat.of().formatHex(key.sign(message, new SecureRandom()));
  }

  private String upload(int seed, String hotkey, String path, String hash, long at, long expiry) {
    String text = hotkey + ":" + path + ":" + hash + ":" + at + ":" + expiry;
    return "{\"hotkey\":\"%s\",\"timestamp\":%d,\"expiry\":%d,\"file_hash\":\"%s\",\"signature\":\"%s\",\"s3_path\":\"%s\"}"
        .formatted(hotkey, at, expiry, hash, sign(seed, text), path);
  }

  private String upload(String path) {
    long now = world.now.getEpochSecond();
    return upload(1, miner.address(), path, HASH, now, now + 3600);
  }

  private String read(int seed, String reader, String target, long at, long expiry) {
    String text = "read:" + reader + ":" + target + ":" + at + ":" + expiry;
    return "{\"action\":\"read\",\"validator_hotkey\":\"%s\",\"miner_hotkey\":\"%s\",\"timestamp\":%d,\"expiry\":%d,\"signature\":\"%s\"}"
        .formatted(reader, target, at, expiry, sign(seed, text));
  }

  private Issued issueUpload(String json) throws AccessException {
    return world.v1().issue(V1Request.parseUpload(bytes(json)), ID);
  }

  private Issued issueRead(String json) throws AccessException {
    return world.v1().issue(V1Request.parseRead(bytes(json)), ID);
  }

  private static byte[] bytes(String json) {
    return json.getBytes(StandardCharsets.UTF_8);
  }

  private interface Call {
    Object run() throws AccessException;
  }

  private void refused(AccessReason reason, Call call) {
    int before = world.sessions.size();
    assertThatThrownBy(call::run)
        .isInstanceOf(AccessException.class)
        .hasMessageMatching(".{8,}")
        .extracting(e -> ((AccessException) e).reason())
        .isEqualTo(reason);
    assertThat(world.sessions).hasSize(before);
  }

  @Test
  void anUploadRestsInTheInbox() throws Exception {
    Issued issued = issueUpload(upload("data/x/" + miner + "/part_1.parquet"));
    String key = "inbox/data/2/" + miner + "/part_1.parquet";
    assertThat(issued.scope()).containsExactly(key);
    assertThat(world.lastSession().policy())
        .contains("\"Resource\":\"arn:aws:s3:::lake/" + key + "\"")
        .doesNotContain("*")
        .doesNotContain("lake/data/");
  }

  @Test
  void a01SignaturesAreVerified() {
    long now = world.now.getEpochSecond();
    String path = "data/1/" + miner + "/f.parquet";
    refused(
        AccessReason.SIGNATURE_INVALID,
        () -> issueUpload(upload(2, miner.address(), path, HASH, now, now + 60)));
    refused(
        AccessReason.SIGNATURE_INVALID,
        () -> issueUpload(upload(path).replace("f.parquet", "g.parquet")));
    refused(
        AccessReason.SIGNATURE_INVALID,
        () -> issueRead(read(1, validator.address(), miner.address(), now, now + 60)));
  }

  @Test
  void a02ForeignPathsAreRefused() {
    String path = "data/1/" + world.otherMiner.hotkey() + "/f.parquet";
    refused(AccessReason.PATH_FOREIGN, () -> issueUpload(upload(path)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*",
        "data/1/HK/*",
        "data/1/HK/a?b",
        "data/1/HK/${aws:userid}",
        "data/1/HK/../x",
        "data/1/HK/..",
        "data/1/HK/a..b",
        "data/1/HK/.hidden",
        "data/1/HK/",
        "data/1/HK/a/b",
        "data/1/HK//a",
        "data/1/HK/%2e%2e",
        "data/1/HK/a:b",
        "data/1/HK/a\\nb",
        "data/1/HK/ａ",
        "data/3/HK/f",
        "data/*/HK/f",
        "data//HK/f",
        "/data/1/HK/f",
        "inbox/data/1/HK/f",
        "data/１/HK/f"
      })
  void a03A31PathsFollowOneGrammar(String path) {
    refused(
        AccessReason.PATH_MALFORMED,
        () -> issueUpload(upload(path.replace("HK", miner.address()))));
  }

  @Test
  void a31LongPathsAreRefused() {
    String path = "data/1/" + miner + "/" + "a".repeat(129);
    refused(AccessReason.PATH_MALFORMED, () -> issueUpload(upload(path)));
    refused(AccessReason.PATH_MALFORMED, () -> issueUpload(upload(path + "a".repeat(4000))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"*", "", "5*", "data", "********", "5HK/../x"})
  void a04HotkeysAreAddresses(String hotkey) {
    long now = world.now.getEpochSecond();
    refused(
        AccessReason.ADDRESS_INVALID,
        () -> issueRead(read(6, validator.address(), hotkey, now, now + 60)));
    refused(
        AccessReason.ADDRESS_INVALID,
        () -> issueRead(read(6, hotkey, miner.address(), now, now + 60)));
  }

  @Test
  void a05A06ReadingIsLimitedToTheMinersPrefixes() throws Exception {
    long now = world.now.getEpochSecond();
    issueRead(read(6, validator.address(), miner.address(), now, now + 3600));
    assertThat(world.lastSession().policy())
        .contains("lake/data/1/" + miner + "/*\",\"arn:aws:s3:::lake/data/2/" + miner + "/*")
        .contains("\"Condition\":{\"StringLike\":{\"s3:prefix\":[\"data/1/")
        .doesNotContain("data/*");
    assertThat(world.lastSession().duration()).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void a07A32NoRequestWorksTwiceEvenIfSignedAnew() throws Exception {
    String path = "data/1/" + miner + "/f.parquet";
    issueUpload(upload(path));
    String again = upload(path);
    refused(AccessReason.REPLAYED, () -> issueUpload(again));
  }

  @Test
  void a08TheClockCounts() {
    String path = "data/1/" + miner + "/f.parquet";
    long now = world.now.getEpochSecond();
    String key = miner.address();
    refused(
        AccessReason.WINDOW_TOO_LONG,
        () -> issueUpload(upload(1, key, path, HASH, now, now + 3601)));
    refused(
        AccessReason.WINDOW_TOO_LONG, () -> issueUpload(upload(1, key, path, HASH, now, now - 1)));
    refused(
        AccessReason.ISSUED_TOO_LONG_AGO,
        () -> issueUpload(upload(1, key, path, HASH, now - 301, now + 60)));
    refused(
        AccessReason.ISSUED_IN_FUTURE,
        () -> issueUpload(upload(1, key, path, HASH, now + 301, now + 360)));
    refused(
        AccessReason.REQUEST_EXPIRED, () -> issueUpload(upload(1, key, path, HASH, now - 10, now)));
  }

  @Test
  void a09CredentialsForAFileLiveAsShortAsTheyCan() throws Exception {
    issueUpload(upload("data/1/" + miner + "/f.parquet"));
    assertThat(world.lastSession().duration()).isEqualTo(Duration.ofMinutes(15));
  }

  @Test
  void a10A11A12OnlyMembersAndOnlyValidatorsReadOthers() throws Exception {
    long now = world.now.getEpochSecond();
    String stranger = world.stranger.hotkey().address();
    refused(
        AccessReason.NOT_REGISTERED,
        () -> issueUpload(upload(5, stranger, "data/1/" + stranger + "/f", HASH, now, now + 60)));
    refused(
        AccessReason.NOT_A_VALIDATOR,
        () -> issueRead(read(1, miner.address(), validator.address(), now, now + 60)));
    refused(
        AccessReason.MINER_NOT_REGISTERED,
        () -> issueRead(read(6, validator.address(), stranger, now, now + 60)));
    issueRead(read(1, miner.address(), miner.address(), now, now + 60));
  }

  @Test
  void a13A16HashesAreHashes() {
    long now = world.now.getEpochSecond();
    String path = "data/1/" + miner + "/f";
    for (String hash : List.of("", "B:C", "AB".repeat(32), "ab".repeat(31), "zz".repeat(32))) {
      refused(
          AccessReason.MALFORMED,
          () -> issueUpload(upload(1, miner.address(), path, hash, now, now + 60)));
    }
  }

  @Test
  void a18A24ActionsMustFitTheRoute() {
    long now = world.now.getEpochSecond();
    String upload = upload("data/1/" + miner + "/f");
    String read = read(6, validator.address(), miner.address(), now, now + 60);
    refused(
        AccessReason.UNKNOWN_ACTION,
        () -> issueUpload(upload.replace("{\"hotkey\"", "{\"action\":\"nuke\",\"hotkey\"")));
    refused(
        AccessReason.UNKNOWN_ACTION,
        () -> issueRead(read.replace("\"action\":\"read\"", "\"action\":\"write\"")));
    refused(AccessReason.MALFORMED, () -> issueRead(upload));
    refused(AccessReason.MALFORMED, () -> issueUpload(read));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{",
        "{}",
        "\"text\"",
        "{\"hotkey\":1}",
        "{\"hotkey\":\"a\",\"hotkey\":\"b\"}",
        "{\"a\":{\"b\":{\"c\":{}}}}",
        "{} {}",
        "\uFEFF{}"
      })
  void a19WrongShapesAreMalformed(String json) {
    refused(AccessReason.MALFORMED, () -> issueUpload(json));
    refused(AccessReason.MALFORMED, () -> issueRead(json));
  }

  @Test
  void a19TimesAreWholeNumbers() {
    String good = upload("data/1/" + miner + "/f");
    long now = world.now.getEpochSecond();
    String field = "\"timestamp\":" + now;
    for (String wrong :
        List.of("\"" + now + "\"", now + ".0", "1e9", "null", "-1", "9".repeat(19), "true")) {
      refused(
          AccessReason.MALFORMED, () -> issueUpload(good.replace(field, "\"timestamp\":" + wrong)));
    }
  }

  @Test
  void a20A21SessionNamesAreTheServers() throws Exception {
    issueUpload(upload("data/1/" + miner + "/f"));
    assertThat(world.lastSession().name())
        .matches("upload-[0-9a-f]{16}-" + ID)
        .hasSizeLessThanOrEqualTo(64)
        .doesNotContain(Long.toString(world.now.getEpochSecond()));
  }

  @Test
  void a26FailuresOfTheTokenServiceAreOpaque() {
    world.stsFailure =
        new StsException(false, "the token service answered 403", new RuntimeException("arn:x"));
    refused(AccessReason.STS_UNAVAILABLE, () -> issueUpload(upload("data/1/" + miner + "/f")));
  }

  @Test
  void a27UnsignedCallersReachNothing() {
    world.admission = world.admission(1);
    long now = world.now.getEpochSecond();
    String path = "data/1/" + miner + "/f";
    for (int i = 0; i < 5; i++) {
      refused(
          AccessReason.SIGNATURE_INVALID,
          () -> issueUpload(upload(2, miner.address(), path, HASH, now, now + 60)));
    }
    assertThat(world.sessions).isEmpty();
  }
}
