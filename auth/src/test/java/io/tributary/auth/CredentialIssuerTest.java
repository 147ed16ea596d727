package io.tributary.auth;

import static io.tributary.auth.World.BOTH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.hotkey.access.AccessException;
import io.tributary.hotkey.access.AccessPurpose;
import io.tributary.hotkey.access.AccessReason;
import io.tributary.hotkey.access.AccessRequest;
import io.tributary.hotkey.access.Purpose;
import io.tributary.hotkey.access.SignedAccessRequest;
import io.tributary.hotkey.access.SignedGrant;
import io.tributary.hotkey.identity.LocalSigner;
import io.tributary.hotkey.identity.SigningDomain;
import io.tributary.hotkey.registry.Registration;
import io.tributary.hotkey.wire.Octets;
import io.tributary.schemas.Hotkey;
import io.tributary.schemas.SourceId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class CredentialIssuerTest {

  private final World world = new World();

  private void refused(SignedAccessRequest signed, AccessReason reason) {
    int before = world.sessions.size();
    assertThatThrownBy(() -> world.issue(signed))
        .isInstanceOf(AccessException.class)
        .hasMessageNotContaining(signed.signature().hex())
        .hasMessageMatching(".{8,}")
        .extracting(e -> ((AccessException) e).reason())
        .isEqualTo(reason);
    assertThat(world.sessions).hasSize(before);
  }

  /** The request with some fields changed, signed by everyone who should. */
  private AccessRequest turned(
      String audience, int netuid, String route, List<String> prefixes, Hotkey miner) {
    AccessRequest r = world.upload();
    return new AccessRequest(
        audience,
        netuid,
        route,
        r.purpose(),
        r.hotkey(),
        r.requesterKey(),
        r.sink(),
        miner,
        r.sources(),
        prefixes,
        r.files(),
        r.nonce(),
        r.issuedAt(),
        r.expiry());
  }

  private AccessRequest timed(Instant issuedAt, Instant expiry) {
    AccessRequest r = world.upload();
    return new AccessRequest(
        r.audience(),
        r.netuid(),
        r.route(),
        r.purpose(),
        r.hotkey(),
        r.requesterKey(),
        r.sink(),
        r.miner(),
        r.sources(),
        r.prefixes(),
        r.files(),
        r.nonce(),
        issuedAt,
        expiry);
  }

  private List<String> ownPrefixes() {
    return AccessRequest.prefixes(BOTH, world.miner.hotkey());
  }

  @Test
  void aSessionKeyWithGrantAndSinkGetsExactlyTheMinersPrefixes() throws Exception {
    Issued issued = world.issue(world.signed(world.upload()));
    String hotkey = world.miner.hotkey().address();
    assertThat(issued.scope()).containsExactly("data/1/" + hotkey + "/", "data/2/" + hotkey + "/");
    RoleSession session = world.lastSession();
    assertThat(session.duration()).isEqualTo(Duration.ofMinutes(15));
    assertThat(session.name())
        .matches("upload-[0-9a-f]{16}-00112233445566778899aabbccddeeff")
        .hasSizeLessThanOrEqualTo(64)
        .doesNotContain(hotkey);
    assertThat(session.policy())
        .isEqualTo(
            ("{'Version':'2012-10-17','Statement':[{'Effect':'Allow','Action':['s3:PutObject',"
                    + "'s3:AbortMultipartUpload','s3:ListMultipartUploadParts','s3:GetObject'],"
                    + "'Resource':['arn:aws:s3:::lake/data/1/HK/*','arn:aws:s3:::lake/data/2/HK/*']},"
                    + "{'Effect':'Allow','Action':'s3:ListBucket','Resource':'arn:aws:s3:::lake',"
                    + "'Condition':{'StringLike':{'s3:prefix':['data/1/HK/*','data/2/HK/*']}}}]}")
                .replace('\'', '"')
                .replace("HK", hotkey));
  }

  @Test
  void theHotkeyItselfNeedsNoGrant() throws Exception {
    AccessRequest request = world.upload(world.miner.hotkey(), world.miner, Set.of(SourceId.X));
    world.issue(
        SignedAccessRequest.sign(request, world.miner, Optional.empty(), Optional.of(world.sink)));
    assertThat(world.lastSession().policy()).contains("data/2/").doesNotContain("data/1/");
    AccessRequest again = world.upload(world.miner.hotkey(), world.miner, BOTH);
    refused(
        SignedAccessRequest.sign(
            again,
            world.miner,
            Optional.of(world.grant(Purpose.ACCESS, BOTH)),
            Optional.of(world.sink)),
        AccessReason.GRANT_UNEXPECTED);
  }

  @Test
  void addresseeAndRouteMustBeThis() {
    Hotkey miner = world.miner.hotkey();
    List<String> own = ownPrefixes();
    String route = AccessRequest.ROUTE;
    refused(world.signed(turned("test", 13, route, own, miner)), AccessReason.WRONG_AUDIENCE);
    refused(world.signed(turned("main", 14, route, own, miner)), AccessReason.WRONG_NETUID);
    refused(world.signed(turned("main", 13, "POST /auth", own, miner)), AccessReason.WRONG_ROUTE);
  }

  @Test
  void edgesOfTheClock() throws Exception {
    Instant now = world.now;
    Duration five = Duration.ofMinutes(5);
    Duration ten = Duration.ofMinutes(10);
    world.issue(world.signed(timed(now.minus(five), now.plus(five))));
    world.issue(world.signed(timed(now.plus(five), now.plus(five).plus(ten))));
    world.issue(world.signed(timed(now.minusMillis(1), now.plusMillis(1))));
    refused(
        world.signed(timed(now.minus(five).minusMillis(1), now.plusSeconds(1))),
        AccessReason.ISSUED_TOO_LONG_AGO);
    refused(
        world.signed(timed(now.plus(five).plusMillis(1), now.plus(ten))),
        AccessReason.ISSUED_IN_FUTURE);
    refused(world.signed(timed(now.minusSeconds(1), now)), AccessReason.REQUEST_EXPIRED);
    refused(world.signed(timed(now, now)), AccessReason.WINDOW_TOO_LONG);
    refused(world.signed(timed(now, now.minusSeconds(1))), AccessReason.WINDOW_TOO_LONG);
    refused(world.signed(timed(now, now.plus(ten).plusMillis(1))), AccessReason.WINDOW_TOO_LONG);
  }

  @Test
  void onlyOwnPrefixesInTheirOneForm() {
    Hotkey miner = world.miner.hotkey();
    String route = AccessRequest.ROUTE;
    List<String> foreign = AccessRequest.prefixes(BOTH, world.otherMiner.hotkey());
    refused(world.signed(turned("main", 13, route, foreign, miner)), AccessReason.PATH_FOREIGN);
    refused(
        world.signed(turned("main", 13, route, foreign, world.otherMiner.hotkey())),
        AccessReason.PATH_FOREIGN);
    refused(
        world.signed(turned("main", 13, route, ownPrefixes().subList(0, 1), miner)),
        AccessReason.PATH_FOREIGN);
    refused(world.signed(turned("main", 13, route, List.of(), miner)), AccessReason.PATH_FOREIGN);
    for (String odd :
        List.of(
            "*",
            "data/*",
            "data/?/" + miner + "/",
            "data/3/" + miner + "/",
            "data/1/" + miner,
            "data/1//" + miner + "/",
            "data/1/../" + miner + "/",
            "data/1/" + miner + "/*",
            "data/%31/" + miner + "/",
            "data/1/${aws:username}/",
            "data/１/" + miner + "/",
            "data/1/" + "*".repeat(48) + "/",
            "")) {
      refused(
          world.signed(turned("main", 13, route, List.of(odd, odd), miner)),
          AccessReason.PATH_MALFORMED);
    }
  }

  @Test
  void dataNeedsAListedSinksSignature() {
    AccessRequest request = world.upload();
    Optional<SignedGrant> grant = Optional.of(world.grant(Purpose.ACCESS, BOTH));
    refused(
        SignedAccessRequest.sign(request, world.session, grant, Optional.empty()),
        AccessReason.SINK_SIGNATURE_REQUIRED);
    refused(
        SignedAccessRequest.sign(request, world.session, grant, Optional.of(world.stranger)),
        AccessReason.SINK_SIGNATURE_INVALID);
    AccessRequest unlisted =
        AccessRequest.upload(
            "main",
            13,
            world.miner.hotkey(),
            Octets.of(world.session.publicKey()),
            Octets.of(world.stranger.publicKey()),
            BOTH,
            world.nonce(),
            world.now,
            Duration.ofMinutes(5));
    refused(
        SignedAccessRequest.sign(unlisted, world.session, grant, Optional.of(world.stranger)),
        AccessReason.SINK_UNKNOWN);
    AccessRequest r = request;
    AccessRequest none =
        new AccessRequest(
            r.audience(),
            r.netuid(),
            r.route(),
            AccessPurpose.UPLOAD,
            r.hotkey(),
            r.requesterKey(),
            Optional.empty(),
            r.miner(),
            r.sources(),
            r.prefixes(),
            r.files(),
            r.nonce(),
            r.issuedAt(),
            r.expiry());
    refused(
        SignedAccessRequest.sign(none, world.session, grant, Optional.empty()),
        AccessReason.SINK_SIGNATURE_REQUIRED);
    byte[] body = request.encode();
    Octets wrongDomain = Octets.of(world.sink.sign(SigningDomain.MANIFEST, body));
    SignedAccessRequest good = world.signed(request);
    refused(
        new SignedAccessRequest(
            good.body(), good.signature(), good.grant(), Optional.of(wrongDomain)),
        AccessReason.SINK_SIGNATURE_INVALID);
  }

  @Test
  void onlyTheRequestersSignatureCounts() {
    AccessRequest request = world.upload();
    Optional<SignedGrant> grant = Optional.of(world.grant(Purpose.ACCESS, BOTH));
    Optional<io.tributary.hotkey.identity.Signer> sink = Optional.of(world.sink);
    refused(
        SignedAccessRequest.sign(request, world.stranger, grant, sink),
        AccessReason.SIGNATURE_INVALID);
    refused(
        SignedAccessRequest.sign(request, world.session, Optional.empty(), sink),
        AccessReason.GRANT_REQUIRED);
    AccessRequest zero =
        AccessRequest.upload(
            "main",
            13,
            world.miner.hotkey(),
            Octets.of(new byte[32]),
            Octets.of(world.sink.publicKey()),
            BOTH,
            world.nonce(),
            world.now,
            Duration.ofMinutes(5));
    refused(
        new SignedAccessRequest(
            Octets.of(zero.encode()),
            Octets.of(new byte[64]),
            grant,
            world.signed(zero).sinkSignature()),
        AccessReason.SIGNATURE_INVALID);
  }

  @Test
  void aGrantMustEmpowerThisKeyHereAndNow() {
    Instant tomorrow = world.now.plus(Duration.ofDays(1));
    SignedGrant good = world.grant(Purpose.ACCESS, BOTH);
    byte[] forged = good.signature().bytes();
    forged[3] ^= 1;
    withGrant(world.grant(Purpose.BATCH, BOTH), AccessReason.GRANT_WRONG_PURPOSE);
    withGrant(world.grant(Purpose.ACCESS, Set.of(SourceId.X)), AccessReason.GRANT_SCOPE);
    withGrant(new SignedGrant(good.body(), Octets.of(forged)), AccessReason.GRANT_INVALID);
    withGrant(
        world.grant(world.otherMiner, world.session, "main", Purpose.ACCESS, BOTH, tomorrow),
        AccessReason.GRANT_INVALID);
    withGrant(
        world.grant(world.miner, world.stranger, "main", Purpose.ACCESS, BOTH, tomorrow),
        AccessReason.GRANT_INVALID);
    withGrant(
        world.grant(world.miner, world.session, "test", Purpose.ACCESS, BOTH, tomorrow),
        AccessReason.GRANT_INVALID);
    withGrant(
        world.grant(world.miner, world.session, "main", Purpose.ACCESS, BOTH, world.now),
        AccessReason.GRANT_EXPIRED);
    Instant far = world.now.plus(Duration.ofDays(90));
    withGrant(
        world.grant(world.miner, world.session, "main", Purpose.ACCESS, BOTH, far),
        AccessReason.GRANT_INVALID);
    world.now = world.now.plus(Duration.ofDays(2));
    SignedGrant later = world.grant(Purpose.ACCESS, BOTH);
    world.now = world.now.minus(Duration.ofDays(2));
    withGrant(later, AccessReason.GRANT_NOT_YET_VALID);
  }

  private void withGrant(SignedGrant grant, AccessReason reason) {
    refused(
        SignedAccessRequest.sign(
            world.upload(), world.session, Optional.of(grant), Optional.of(world.sink)),
        reason);
  }

  @Test
  void onlyRegisteredHotkeys() {
    world.registered.remove(world.miner.hotkey());
    refused(world.signed(world.upload()), AccessReason.NOT_REGISTERED);
    world.registryDown = true;
    refused(world.signed(world.upload()), AccessReason.REGISTRY_UNAVAILABLE);
  }

  private SignedAccessRequest reading(LocalSigner reader, Hotkey target) {
    AccessRequest request = world.read(reader, reader.hotkey(), target);
    return SignedAccessRequest.sign(request, reader, Optional.empty(), Optional.empty());
  }

  @Test
  void validatorsReadOthersAndMinersThemselves() throws Exception {
    Hotkey miner = world.miner.hotkey();
    world.issue(reading(world.validator, miner));
    assertThat(world.lastSession().role()).isEqualTo(AccessPurpose.READ);
    assertThat(world.lastSession().policy())
        .contains("[\"s3:GetObject\",\"s3:GetObjectVersion\"]")
        .contains("arn:aws:s3:::lake/data/1/" + miner + "/*")
        .contains("\"s3:prefix\":[\"data/1/" + miner + "/*\",\"data/2/" + miner + "/*\"]")
        .doesNotContain("PutObject");
    world.issue(reading(world.miner, miner));
    refused(reading(world.otherMiner, miner), AccessReason.NOT_A_VALIDATOR);
    refused(reading(world.stranger, miner), AccessReason.NOT_REGISTERED);
    refused(reading(world.validator, world.stranger.hotkey()), AccessReason.MINER_NOT_REGISTERED);
    for (double stake : new double[] {9_999.999, Double.NaN}) {
      world.registered.put(world.validator.hotkey(), new Registration(3, true, stake));
      refused(reading(world.validator, miner), AccessReason.STAKE_TOO_LOW);
    }
  }

  @Test
  void aGrantReadsOwnPrefixesOnly() throws Exception {
    Hotkey miner = world.miner.hotkey();
    Optional<SignedGrant> grant = Optional.of(world.grant(Purpose.ACCESS, BOTH));
    world.issue(
        SignedAccessRequest.sign(
            world.read(world.session, miner, miner), world.session, grant, Optional.empty()));
    SignedGrant byValidator =
        world.grant(
            world.validator, world.session, "main", Purpose.ACCESS, BOTH, world.now.plusSeconds(9));
    refused(
        SignedAccessRequest.sign(
            world.read(world.session, world.validator.hotkey(), miner),
            world.session,
            Optional.of(byValidator),
            Optional.empty()),
        AccessReason.GRANT_SCOPE);
  }

  @Test
  void noRequestWorksTwiceWhateverItsSignature() throws Exception {
    AccessRequest request = world.upload();
    world.issue(world.signed(request));
    refused(world.signed(request), AccessReason.REPLAYED);
    world.now = world.now.plus(Duration.ofMinutes(5)).minusMillis(1);
    refused(world.signed(request), AccessReason.REPLAYED);
    world.now = world.now.plusMillis(1);
    refused(world.signed(request), AccessReason.REQUEST_EXPIRED);
  }

  @Test
  void whatWasIssuedBeforeTheStartIsRefused() throws Exception {
    world.now = World.START;
    SignedAccessRequest before =
        world.signed(timed(World.START.minusMillis(1), World.START.plusSeconds(60)));
    refused(before, AccessReason.ISSUED_BEFORE_START);
    world.issue(world.signed(timed(World.START, World.START.plusSeconds(60))));
  }

  @Test
  void aFutureRequestDoesNotWorkAgainAfterARestart() throws Exception {
    AccessRequest request = timed(world.now.plusSeconds(200), world.now.plusSeconds(400));
    world.issue(world.signed(request));
    assertThat(world.journal).hasSize(1);
    world.admission = world.admission(100);
    refused(world.signed(request), AccessReason.REPLAYED);
    world.now = world.now.plusSeconds(300);
    refused(world.signed(request), AccessReason.REPLAYED);
    world.journalBroken = true;
    refused(
        world.signed(timed(world.now.plusSeconds(1), world.now.plusSeconds(60))),
        AccessReason.REPLAY_STORE_UNAVAILABLE);
  }

  @Test
  void theQuotaIsPerHotkeyAndSpentBeforeTheTokenService() throws Exception {
    world.admission = world.admission(2);
    world.issue(world.signed(world.upload()));
    world.issue(world.signed(world.upload()));
    refused(world.signed(world.upload()), AccessReason.QUOTA_EXCEEDED);
    world.issue(reading(world.validator, world.miner.hotkey()));
  }

  @Test
  void failuresOfTheTokenServiceAreOpaque() {
    RuntimeException cause = new RuntimeException("arn:aws:iam::123456789012:role/x");
    world.stsFailure = new StsException(true, "the token service answered 400", cause);
    refused(world.signed(world.upload()), AccessReason.STS_THROTTLED);
    world.stsFailure = new StsException(false, "the token service answered 403", cause);
    refused(world.signed(world.upload()), AccessReason.STS_UNAVAILABLE);
    assertThatThrownBy(() -> world.issue(world.signed(world.upload())))
        .hasMessageNotContaining("123456789012");
  }

  /** A request with everything wrong from one check on is refused by that check. */
  @Test
  void checksAreInOrder() {
    Hotkey other = world.otherMiner.hotkey();
    List<String> foreign = AccessRequest.prefixes(BOTH, other);
    AccessRequest r = turned("main", 13, AccessRequest.ROUTE, foreign, other);
    SignedAccessRequest bad =
        SignedAccessRequest.sign(r, world.stranger, Optional.empty(), Optional.empty());
    world.registered.clear();
    world.admission = world.admission(1);
    refused(bad, AccessReason.PATH_FOREIGN);
    Instant issued = world.now;
    world.now = issued.plus(Duration.ofHours(1));
    refused(bad, AccessReason.REQUEST_EXPIRED);
    world.now = issued;
    AccessRequest own = world.upload();
    refused(
        SignedAccessRequest.sign(
            own,
            world.stranger,
            Optional.of(world.grant(Purpose.BATCH, BOTH)),
            Optional.of(world.sink)),
        AccessReason.SIGNATURE_INVALID);
    refused(world.signed(own), AccessReason.NOT_REGISTERED);
  }

  @Property(tries = 300)
  void anyChangedByteOfTheBodyIsRefused(
      @ForAll @IntRange(max = 10_000) int at, @ForAll @IntRange(min = 1, max = 255) int change) {
    World fresh = new World();
    SignedAccessRequest good = fresh.signed(fresh.upload());
    byte[] body = good.body().bytes();
    body[at % body.length] ^= (byte) change;
    SignedAccessRequest bad =
        new SignedAccessRequest(
            Octets.of(body), good.signature(), good.grant(), good.sinkSignature());
    assertThatThrownBy(() -> fresh.issue(bad))
        .isInstanceOf(AccessException.class)
        .hasMessageNotContaining(good.signature().hex());
    assertThat(fresh.sessions).isEmpty();
  }
}
