package io.tributary.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.auth.service.Desk;
import io.tributary.hotkey.access.AccessReason;
import io.tributary.hotkey.access.AccessRequest;
import io.tributary.hotkey.access.RequestedFile;
import io.tributary.hotkey.access.SignedAccessRequest;
import io.tributary.hotkey.identity.LocalSigner;
import io.tributary.hotkey.registry.Registration;
import io.tributary.hotkey.wire.Octets;
import io.tributary.schemas.SourceId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The ten defects of the scheme that followed the prototype's, each a test by its number. */
class SuccessorDefectsTest {

  private final Desk desk = new Desk();
  private final World world = desk.world;
  private final String miner = world.miner.hotkey().address();

  private void refused(AccessReason reason, SignedAccessRequest signed) {
    desk.refused(reason, world.sessions.size(), desk.v2(signed));
  }

  private AccessRequest inbox(String path, String sha256, long size) {
    return AccessRequest.inbox(
        "main",
        13,
        world.miner.hotkey(),
        Octets.of(world.miner.publicKey()),
        Set.of(SourceId.REDDIT),
        List.of(new RequestedFile(path, Octets.ofHex(sha256), size)),
        world.nonce(),
        world.now,
        Duration.ofMinutes(5));
  }

  private SignedAccessRequest own(AccessRequest request) {
    return SignedAccessRequest.sign(request, world.miner, Optional.empty(), Optional.empty());
  }

  private SignedAccessRequest read(LocalSigner reader) {
    AccessRequest request = world.read(reader, reader.hotkey(), world.miner.hotkey());
    return SignedAccessRequest.sign(request, reader, Optional.empty(), Optional.empty());
  }

  /** The route turned, everything signed. */
  private AccessRequest routed(String route) {
    AccessRequest r = world.upload();
    return new AccessRequest(
        r.audience(),
        r.netuid(),
        route,
        r.purpose(),
        r.hotkey(),
        r.requesterKey(),
        r.sink(),
        r.miner(),
        r.sources(),
        r.prefixes(),
        r.files(),
        r.nonce(),
        r.issuedAt(),
        r.expiry());
  }

  @Test
  void t01_methodAndPathAreSigned() {
    for (String route : List.of("GET /v2/access", "POST /auth", "POST /v2/access/", "")) {
      refused(AccessReason.WRONG_ROUTE, world.signed(routed(route)));
    }
    byte[] body = world.signed(world.upload()).toJson();
    assertThat(desk.post("/auth", body).code()).isEqualTo("MALFORMED");
    assertThat(desk.post("/v2/access?x", body).code()).isEqualTo("NO_SUCH_ROUTE");
    desk.granted(desk.post("/v2/access", body));
  }

  @Test
  void t02_signerSubnetAndDeploymentAreSigned() throws Exception {
    SignedAccessRequest signed = world.signed(world.upload());
    byte[] body = signed.body().bytes();
    AccessRequest request = AccessRequest.decode(body);
    assertThat(request.hotkey()).isEqualTo(world.miner.hotkey());
    assertThat(request.audience() + request.netuid()).isEqualTo("main13");
    for (int i = 0; i < body.length; i++) {
      byte[] changed = body.clone();
      changed[i] ^= 1;
      SignedAccessRequest forged =
          new SignedAccessRequest(
              Octets.of(changed), signed.signature(), signed.grant(), signed.sinkSignature());
      desk.refusedSomehow(desk.v2(forged));
    }
    assertThat(world.sessions).isEmpty();
  }

  @Test
  void t03_nonceAndClockAreEnforced() {
    SignedAccessRequest signed = world.signed(world.upload());
    desk.granted(desk.v2(signed));
    refused(AccessReason.REPLAYED, signed);
    SignedAccessRequest early = world.signed(world.upload());
    world.now = world.now.minusSeconds(301);
    refused(AccessReason.ISSUED_IN_FUTURE, early);
    world.now = world.now.plusSeconds(602);
    refused(AccessReason.REQUEST_EXPIRED, early);
  }

  /** S3 sessions cannot bind content: it is signed, counted and kept, to be held against later. */
  @Test
  void t04_anUploadNamesContentAndLength() {
    String key = "inbox/data/1/" + miner + "/f";
    SignedAccessRequest signed = own(inbox(key, "ab".repeat(32), 77));
    for (AccessRequest other :
        List.of(inbox(key, "cd".repeat(32), 77), inbox(key, "ab".repeat(32), 78))) {
      refused(
          AccessReason.SIGNATURE_INVALID,
          new SignedAccessRequest(
              Octets.of(other.encode()), signed.signature(), Optional.empty(), Optional.empty()));
    }
    desk.granted(desk.v2(signed));
    assertThat(desk.evidence).hasSize(1);
    assertThat(desk.evidence.get(0).request().bytes()).isEqualTo(signed.toJson());
  }

  @Test
  void t05_aNameWithoutContentIsNoRequest() {
    String key = "inbox/data/1/" + miner + "/0123456789abcdef";
    for (String hash : List.of("", "ab", "ab".repeat(31), "ab".repeat(33))) {
      assertThatThrownBy(() -> inbox(key, hash, 77))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("SHA-256");
    }
    assertThatThrownBy(() -> inbox(key, "ab".repeat(32), 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1 byte");
  }

  @Test
  void t06_readingEndsSoonAndIsLimitedToOneMiner() {
    desk.granted(desk.v2(read(world.validator)));
    assertThat(world.lastSession().duration()).isEqualTo(Duration.ofMinutes(15));
    assertThat(world.lastSession().policy()).doesNotContain(world.otherMiner.hotkey().address());
  }

  @Test
  void t07_everyValidatorMayRead() {
    LocalSigner second = World.signer(8);
    world.registered.put(second.hotkey(), new Registration(200, true, 10_000));
    desk.granted(desk.v2(read(world.validator)));
    desk.granted(desk.v2(read(second)));
  }

  @Test
  void t08_fileNamesFollowAGrammar() {
    for (String file :
        List.of("", ".", "..", "a/b", "a b", "*", "a?b", "${x}", "a%2fb", "ä", "a\\b")) {
      refused(
          AccessReason.PATH_MALFORMED,
          own(inbox("inbox/data/1/" + miner + "/" + file, "ab".repeat(32), 77)));
    }
  }

  @Test
  void t09_pathsAreComparedAsTheyAre() {
    String encoded = "%" + Integer.toHexString(miner.charAt(0)) + miner.substring(1);
    for (String path :
        List.of(
            "inbox/data/1/" + encoded + "/f",
            "inbox%2fdata/1/" + miner + "/f",
            "inbox/data/%31/" + miner + "/f",
            "inbox/data/x/" + miner + "/f",
            "Inbox/data/1/" + miner + "/f",
            "/inbox/data/1/" + miner + "/f")) {
      desk.refusedSomehow(desk.v2(own(inbox(path, "ab".repeat(32), 77))));
    }
    assertThat(world.sessions).isEmpty();
  }

  /** What is known in part is not known: no answer is made of it. */
  @Test
  void t10_whatCannotBeReadIsNotTakenAsAbsent() {
    world.registryDown = true;
    refused(AccessReason.REGISTRY_UNAVAILABLE, world.signed(world.upload()));
    refused(AccessReason.REGISTRY_UNAVAILABLE, read(world.validator));
  }
}
