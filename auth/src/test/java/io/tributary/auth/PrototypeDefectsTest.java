package io.tributary.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.auth.replay.MemoryQuota;
import io.tributary.auth.replay.MemoryReplayStore;
import io.tributary.auth.service.Desk;
import io.tributary.auth.service.Desk.Answer;
import io.tributary.hotkey.access.AccessReason;
import io.tributary.hotkey.access.AccessRequest;
import io.tributary.hotkey.access.RequestedFile;
import io.tributary.hotkey.access.SignedAccessRequest;
import io.tributary.hotkey.registry.Registration;
import io.tributary.hotkey.wire.Octets;
import io.tributary.schemas.Hotkey;
import io.tributary.schemas.SourceId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * The 33 defects of the prototype's authentication, each a test by its number. What only S3 can
 * show is shown once more on a store that enforces policies, in the tests of the embedded stack.
 */
class PrototypeDefectsTest {

  private final Desk desk = new Desk();
  private final World world = desk.world;
  private final String miner = world.miner.hotkey().address();
  private final String other = world.otherMiner.hotkey().address();
  private final String validator = world.validator.hotkey().address();
  private final long now = world.now.getEpochSecond();

  private Map<String, Object> upload(String path) {
    return V1Client.upload(1, miner, path, V1Client.HASH, now, now + 3600);
  }

  private Map<String, Object> upload() {
    return upload("data/1/" + miner + "/f.parquet");
  }

  private Map<String, Object> read(int seed, String reader, String target) {
    return V1Client.read(seed, reader, target, now, now + 3600);
  }

  private void refused(AccessReason reason, String route, Map<String, Object> fields) {
    desk.refused(reason, world.sessions.size(), desk.v1(route, fields));
  }

  private String grantedPolicy(String route, Map<String, Object> fields) {
    desk.granted(desk.v1(route, fields));
    return world.lastSession().policy();
  }

  private SignedAccessRequest inbox(String path, long size) {
    AccessRequest request =
        AccessRequest.inbox(
            "main",
            13,
            world.miner.hotkey(),
            Octets.of(world.miner.publicKey()),
            Set.of(SourceId.REDDIT),
            List.of(new RequestedFile(path, Octets.ofHex(V1Client.HASH), size)),
            world.nonce(),
            world.now,
            Duration.ofMinutes(5));
    return SignedAccessRequest.sign(request, world.miner, Optional.empty(), Optional.empty());
  }

  private String inboxKey() {
    return "inbox/data/1/" + miner + "/f.parquet";
  }

  private static void documented(String id) throws IOException {
    assertThat(Files.readString(Path.of("../docs/auth.md"))).contains("**" + id + "**");
  }

  @Test
  void a01_signaturesAreVerified() {
    AccessReason forged = AccessReason.SIGNATURE_INVALID;
    refused(forged, "/auth", V1Client.with(upload(), "signature", "00".repeat(64)));
    refused(forged, "/auth", V1Client.with(upload(), "signature", "ff".repeat(64)));
    refused(forged, "/auth", V1Client.with(upload(), "expiry", now + 3599));
    refused(forged, "/auth-read", read(1, validator, miner));
    desk.granted(desk.v1("/auth", upload()));
  }

  @Test
  void a02_thePathIsTheSignersOwn() {
    refused(AccessReason.PATH_FOREIGN, "/auth", upload("data/1/" + other + "/f.parquet"));
    Answer answer = desk.granted(desk.v1("/auth", upload()));
    assertThat(answer.json().get("s3_path").textValue()).isEqualTo(inboxKey());
    assertThat(world.lastSession().policy()).contains(":::lake/" + inboxKey() + "\"");
  }

  @Test
  void a03_nothingInAPathWidensAPolicy() {
    for (String path : List.of("*", "data/1/HK/*", "data/1/HK/?", "data/1/HK/${aws:username}")) {
      refused(AccessReason.PATH_MALFORMED, "/auth", upload(path.replace("HK", miner)));
    }
  }

  @Test
  void a04_theMinerToReadIsAnAddress() {
    String badSum = miner.substring(0, 47) + (miner.endsWith("1") ? "2" : "1");
    String otherPrefix = "13Sz9RTy92aL4oryobPvXerc3ctrxoz92ssNQS9bWAWQS4Zb";
    for (String wrong : List.of("*", "5*", badSum, otherPrefix, miner + "/*")) {
      refused(AccessReason.ADDRESS_INVALID, "/auth-read", read(6, validator, wrong));
    }
  }

  @Test
  void a05_listBucketHasAPrefixCondition() {
    assertThat(grantedPolicy("/auth-read", read(6, validator, miner)))
        .contains(
            "\"Action\":[\"s3:ListBucket\",\"s3:ListBucketVersions\"],"
                + "\"Resource\":\"arn:aws:s3:::lake\",\"Condition\":{"
                + "\"StringLike\":{\"s3:prefix\":[\"data/1/"
                + miner
                + "/*\",\"data/2/"
                + miner
                + "/*\"]}}");
  }

  @Test
  void a06_sourcesAreEnumerated() {
    assertThat(grantedPolicy("/auth-read", read(6, validator, miner)))
        .contains("lake/data/1/" + miner + "/*\"", "lake/data/2/" + miner + "/*\"")
        .doesNotContain("data/*");
  }

  @Test
  void a07_aRequestWorksOnce() {
    Map<String, Object> once = upload();
    desk.granted(desk.v1("/auth", once));
    refused(AccessReason.REPLAYED, "/auth", once);
    world.now = world.now.plusSeconds(299);
    refused(AccessReason.REPLAYED, "/auth", once);
    world.now = world.now.plusSeconds(2);
    refused(AccessReason.ISSUED_TOO_LONG_AGO, "/auth", once);
  }

  @Test
  void a08_theCallerDoesNotChooseTheWindow() {
    String path = "data/1/" + miner + "/f";
    Map<AccessReason, long[]> times =
        Map.of(
            AccessReason.WINDOW_TOO_LONG, new long[] {now, now + 3601},
            AccessReason.ISSUED_TOO_LONG_AGO, new long[] {now - 301, now + 60},
            AccessReason.ISSUED_IN_FUTURE, new long[] {now + 301, now + 400},
            AccessReason.REQUEST_EXPIRED, new long[] {now - 60, now});
    times.forEach(
        (reason, time) ->
            refused(
                reason, "/auth", V1Client.upload(1, miner, path, V1Client.HASH, time[0], time[1])));
    refused(
        AccessReason.WINDOW_TOO_LONG,
        "/auth",
        V1Client.upload(1, miner, path, V1Client.HASH, now, now - 1));
  }

  @Test
  void a09_credentialsLiveAsShortAsTheyCan() {
    desk.granted(desk.v1("/auth", upload()));
    assertThat(world.lastSession().duration()).isEqualTo(Duration.ofMinutes(15));
    desk.granted(desk.v2(world.signed(world.upload())));
    assertThat(world.lastSession().duration()).isEqualTo(Duration.ofMinutes(15));
  }

  @Test
  void a10_onlyMembersOfTheSubnetAreServed() {
    String stranger = world.stranger.hotkey().address();
    refused(
        AccessReason.NOT_REGISTERED,
        "/auth",
        V1Client.upload(5, stranger, "data/1/" + stranger + "/f", V1Client.HASH, now, now + 60));
    refused(AccessReason.NOT_REGISTERED, "/auth-read", read(5, stranger, stranger));
  }

  @Test
  void a11_onlyValidatorsReadOthers() {
    refused(AccessReason.NOT_A_VALIDATOR, "/auth-read", read(1, miner, other));
    Hotkey poor = world.validator.hotkey();
    world.registered.put(poor, new Registration(3, true, 9_999.9));
    refused(AccessReason.STAKE_TOO_LOW, "/auth-read", read(6, validator, miner));
    world.registered.put(poor, new Registration(3, true, Double.NaN));
    refused(AccessReason.STAKE_TOO_LOW, "/auth-read", read(6, validator, miner));
  }

  @Test
  void a12_theMinerToReadIsAMember() {
    String stranger = world.stranger.hotkey().address();
    refused(AccessReason.MINER_NOT_REGISTERED, "/auth-read", read(6, validator, stranger));
  }

  /** The form of version 1 cannot bind content; version 2 states it, and evidence keeps it. */
  @Test
  void a13_theHashIsAHashAndIsKept() throws Exception {
    for (String wrong : List.of("", "ab", "AB".repeat(32), "zz".repeat(32))) {
      refused(
          AccessReason.MALFORMED,
          "/auth",
          V1Client.upload(1, miner, "data/1/" + miner + "/f", wrong, now, now + 60));
    }
    SignedAccessRequest request = inbox(inboxKey(), 77);
    desk.granted(desk.v2(request));
    assertThat(desk.evidence.get(0).request().bytes()).isEqualTo(request.toJson());
    assertThat(AccessRequest.decode(request.body().bytes()).files().get(0).sha256().hex())
        .isEqualTo(V1Client.HASH);
    documented("A13");
  }

  /** The form of version 1 cannot bind sizes; version 2 states them, and a day has a bound. */
  @Test
  void a14_sizesAndCountsAreBounded() throws Exception {
    world.admission = admission(new QuotaLimits(100, 100, 2, 1000));
    desk.granted(desk.v2(inbox(inboxKey(), 990)));
    SignedAccessRequest tooMuch = inbox(inboxKey(), 20);
    desk.refused(AccessReason.DAY_QUOTA_EXCEEDED, world.sessions.size(), desk.v2(tooMuch));
    desk.granted(desk.v1("/auth", upload()));
    refused(AccessReason.DAY_QUOTA_EXCEEDED, "/auth", upload("data/1/" + miner + "/g"));
    documented("A14");
  }

  private Admission admission(QuotaLimits limits) throws IOException {
    return new Admission(
        world,
        10_000,
        world,
        new MemoryReplayStore(Instant.EPOCH, 100, 100, world),
        new MemoryQuota(limits),
        world);
  }

  /** What can be overwritten is one's own file of the inbox, which no table reads. */
  @Test
  void a15_nothingThatATableReadsCanBeOverwritten() throws Exception {
    assertThat(grantedPolicy("/auth", upload()))
        .contains("lake/inbox/")
        .doesNotContain("lake/data");
    desk.granted(desk.v2(inbox(inboxKey(), 77)));
    assertThat(world.lastSession().policy()).contains("lake/inbox/").doesNotContain("lake/data");
    AccessRequest data = world.upload(world.miner.hotkey(), world.miner, World.BOTH);
    desk.refused(
        AccessReason.SINK_SIGNATURE_REQUIRED,
        world.sessions.size(),
        desk.v2(SignedAccessRequest.sign(data, world.miner, Optional.empty(), Optional.empty())));
    documented("A15");
  }

  @Test
  void a16_twoRequestsNeverHaveOneText() {
    String path = "data/1/" + miner + "/a:" + "b";
    refused(AccessReason.PATH_MALFORMED, "/auth", upload(path));
    refused(
        AccessReason.MALFORMED,
        "/auth",
        V1Client.upload(1, miner, "data/1/" + miner + "/a", "b:" + V1Client.HASH, now, now + 60));
  }

  /** The form of version 1 names no deployment; that of version 2 names all of them. */
  @Test
  void a17_aRequestIsForOneDeployment() throws Exception {
    Deployment elsewhere = new Deployment("test", 13, "lake", world.deployment.sinkKeys());
    Deployment otherNet = new Deployment("main", 14, "lake", world.deployment.sinkKeys());
    for (Deployment foreign : List.of(elsewhere, otherNet)) {
      AccessRequest request =
          AccessRequest.upload(
              foreign.audience(),
              foreign.netuid(),
              world.miner.hotkey(),
              Octets.of(world.session.publicKey()),
              Octets.of(world.sink.publicKey()),
              World.BOTH,
              world.nonce(),
              world.now,
              Duration.ofMinutes(5));
      desk.refused(
          foreign.equals(elsewhere) ? AccessReason.WRONG_AUDIENCE : AccessReason.WRONG_NETUID,
          world.sessions.size(),
          desk.v2(world.signed(request)));
    }
    documented("A17");
  }

  @Test
  void a18_unknownActionsAreRefused() {
    for (Object action : List.of("upload", "write", "delete", "READ", "")) {
      refused(AccessReason.UNKNOWN_ACTION, "/auth", V1Client.with(upload(), "action", action));
      refused(
          AccessReason.UNKNOWN_ACTION,
          "/auth-read",
          V1Client.with(read(6, validator, miner), "action", action));
    }
  }

  @Test
  void a19_missingAndWrongFieldsAreRefused() {
    for (String name : upload().keySet()) {
      for (Object wrong : new Object[] {null, 1.5, true, List.of(), Map.of("a", 1), -1}) {
        refused(AccessReason.MALFORMED, "/auth", V1Client.with(upload(), name, wrong));
      }
      Map<String, Object> without = new LinkedHashMap<>(upload());
      without.remove(name);
      refused(AccessReason.MALFORMED, "/auth", without);
    }
    refused(AccessReason.MALFORMED, "/auth", V1Client.with(upload(), "expiry", "" + (now + 60)));
  }

  @Test
  void a20_sessionNamesFit() {
    desk.granted(desk.v1("/auth", upload()));
    desk.granted(desk.v1("/auth-read", read(6, validator, miner)));
    assertThat(world.sessions)
        .allSatisfy(session -> assertThat(session.name()).matches("[a-z0-9-]{2,64}"));
  }

  @Test
  void a21_sessionNamesHoldNothingOfTheCallers() {
    desk.granted(desk.v1("/auth", upload()));
    assertThat(world.lastSession().name())
        .matches("upload-[0-9a-f]{16}-[0-9a-f]{32}")
        .doesNotContain(Long.toString(now));
  }

  @Test
  void a22_theExpirationIsText() {
    Answer answer = desk.granted(desk.v1("/auth", upload()));
    assertThat(Instant.parse(answer.credentials().get("Expiration").textValue()))
        .isEqualTo(world.now.plusSeconds(900));
  }

  /** Over HTTP: {@code V1WireTest}; behind a gateway the same service answers. */
  @Test
  void a23_theBodyIsTheRequestAndTheStatusIsTheAnswers() {
    String wrapped = "{\"body\":\"{}\",\"httpMethod\":\"POST\"}";
    desk.refused(
        AccessReason.MALFORMED, 0, desk.post("/auth", wrapped.getBytes(StandardCharsets.UTF_8)));
    Answer answer = desk.v1("/auth", V1Client.with(upload(), "signature", "00".repeat(64)));
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.json().has("statusCode")).isFalse();
  }

  @Test
  void a24_routeAndActionAgree() {
    refused(AccessReason.MALFORMED, "/auth-read", upload());
    refused(AccessReason.MALFORMED, "/auth", read(6, validator, miner));
    refused(AccessReason.UNKNOWN_ACTION, "/auth", V1Client.with(upload(), "action", "read"));
  }

  @Test
  void a25_signaturesAndTokensAreNotWrittenDown() {
    Map<String, Object> upload = upload();
    Map<String, Object> forged = V1Client.with(upload, "file_hash", "cd".repeat(32));
    desk.granted(desk.v1("/auth", upload));
    refused(AccessReason.SIGNATURE_INVALID, "/auth", forged);
    assertThat(desk.audit)
        .hasSize(2)
        .allSatisfy(
            line ->
                assertThat(line)
                    .doesNotContain((String) upload.get("signature"))
                    .doesNotContain("very-secret"));
  }

  @Test
  void a26_whatTheTokenServiceSaysStaysInside() {
    String detail = "AccessDenied for arn:aws:iam::123456789012:role/upload";
    world.stsFailure = new StsException(false, detail, new RuntimeException(detail));
    Answer answer = desk.v1("/auth", upload());
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.json().toString())
        .contains("STS_UNAVAILABLE")
        .doesNotContain("arn:", "123456789012", "AccessDenied");
  }

  @Test
  void a27_limitsComeBeforeTheCostlyStep() {
    world.admission = world.admission(2);
    for (int i = 0; i < 10; i++) {
      refused(
          AccessReason.SIGNATURE_INVALID,
          "/auth",
          V1Client.with(upload(), "signature", "00".repeat(64)));
    }
    desk.granted(desk.v1("/auth", upload("data/1/" + miner + "/a")));
    desk.granted(desk.v1("/auth", upload("data/1/" + miner + "/b")));
    refused(AccessReason.QUOTA_EXCEEDED, "/auth", upload("data/1/" + miner + "/c"));
  }

  /** What btwallet's hotkeys signed, with the reference implementation of sr25519. */
  @Test
  void a28_signaturesOfRealWalletsHold() throws Exception {
    String hotkey = "5EWh16CuHFJrdGrTqxLvPW2TBzuDGWRzxP8tF9AEx5UtFcuD";
    world.registered.put(new Hotkey(hotkey), new Registration(9, false, 0));
    world.admission = admission(QuotaLimits.DEFAULTS);
    world.now = Instant.ofEpochSecond(1_763_800_010);
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("hotkey", hotkey);
    fields.put("timestamp", 1_763_800_005);
    fields.put("expiry", 1_763_803_605);
    fields.put("file_hash", "a4d26868017c0ccffe2efe50944ef4211834660cca834c6e9f86dec6a88246fa");
    fields.put(
        "signature",
        "debbe2ee95d93b1bfccdc40cb17bde71b1930ad7004c1426fd21839145b7fd0b"
            + "b9350b5d5ddb5c0916a9c3c632f300429da9e2d498293f1e391d826f3f120d8d");
    fields.put("s3_path", "data/2/" + hotkey + "/part-00001-shared.parquet");
    desk.granted(desk.v1("/auth", fields));
  }

  @Test
  void a29_conditionsStandOnlyWhereTheirKeysExist() {
    assertThat(grantedPolicy("/auth", upload())).doesNotContain("Condition", "${");
    assertThat(grantedPolicy("/auth-read", read(6, validator, miner)))
        .contains("\"Action\":[\"s3:GetObject\",\"s3:GetObjectVersion\"],\"Resource\":[")
        .containsOnlyOnce("Condition")
        .doesNotContain("${");
  }

  @Test
  void a30_abortedUploadsCanBeCleared() {
    assertThat(grantedPolicy("/auth", upload())).contains("s3:AbortMultipartUpload");
    desk.granted(desk.v2(world.signed(world.upload())));
    assertThat(world.lastSession().policy()).contains("s3:AbortMultipartUpload");
  }

  @Test
  void a31_pathsFollowAGrammar() {
    for (String path :
        List.of(
            "data/3/HK/f",
            "data/0/HK/f",
            "data/01/HK/f",
            "data//HK/f",
            "data/1/HK/",
            "data/1/HK/../f",
            "data/1/HK/..",
            "data/1/HK/" + "a".repeat(129),
            "data/1/HK/" + "a".repeat(5000))) {
      refused(AccessReason.PATH_MALFORMED, "/auth", upload(path.replace("HK", miner)));
    }
  }

  @Test
  void a32_anotherSignatureMakesNoOtherRequest() {
    Map<String, Object> first = upload();
    Map<String, Object> second = upload();
    assertThat(first.get("signature")).isNotEqualTo(second.get("signature"));
    desk.granted(desk.v1("/auth", first));
    refused(AccessReason.REPLAYED, "/auth", second);
  }

  /** Recent timestamps: a08; identity to path: a02; least privilege: a05, a06, a15. */
  @Test
  void a33_everyDecisionIsWrittenDown() {
    desk.granted(desk.v1("/auth", upload()));
    refused(AccessReason.REPLAYED, "/auth", upload());
    refused(AccessReason.NOT_A_VALIDATOR, "/auth-read", read(1, miner, other));
    desk.answer("GET", "/auth", new byte[0]);
    desk.answer("POST", "/nowhere", new byte[0]);
    assertThat(desk.audit).hasSize(5);
    assertThat(desk.audit.get(0))
        .contains("\"outcome\":\"GRANTED\"", "\"hotkey\":\"" + miner + "\"", inboxKey());
    assertThat(desk.audit.get(2))
        .contains("\"outcome\":\"NOT_A_VALIDATOR\"", "data/*/" + other + "/");
  }
}
