package io.tributary.benchmarks.auth;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.hotkey.access.AccessRequest;
import io.tributary.hotkey.access.SignedAccessRequest;
import io.tributary.hotkey.access.SignedGrant;
import io.tributary.hotkey.identity.Signer;
import io.tributary.hotkey.wire.Octets;
import io.tributary.schemas.SourceId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The kinds of requests that are sent. Not thread-safe. */
final class Requests {

  private static final Set<SourceId> BOTH = EnumSet.allOf(SourceId.class);
  private static final Duration LIFE = Duration.ofMinutes(5);
  private static final String GRANTED = "200";
  private static final String V2 = "/v2/access";

  private final Subnet subnet;

  Requests(Subnet subnet) {
    this.subnet = subnet;
  }

  /** Nothing to decide: what HTTP alone costs. */
  static Kind health() {
    byte[] get = http("GET", "/health", new byte[0]);
    return new Kind("GET /health", "200", () -> get);
  }

  Kind bySessionKey() {
    return new Kind("upload, session key + sink", GRANTED, this::sessionUpload);
  }

  Kind byHotkey() {
    return new Kind("upload, hotkey + sink", GRANTED, this::hotkeyUpload);
  }

  Kind byVersion1() {
    return new Kind("upload, version 1", GRANTED, this::version1Upload);
  }

  Kind malformed() {
    byte[] body = "{\"request\":\"AAAA\",\"signature\":[[[".getBytes(StandardCharsets.US_ASCII);
    byte[] post = http("POST", V2, body);
    return new Kind("refused: malformed", "400 MALFORMED", () -> post);
  }

  Kind foreignPath() {
    return new Kind("refused: another's path", "403 PATH_FOREIGN", this::foreignPathUpload);
  }

  Kind badSignature() {
    return new Kind("refused: bad signature", "401 SIGNATURE_INVALID", this::badlySignedUpload);
  }

  private byte[] sessionUpload() {
    Subnet.Miner miner = subnet.nextMiner();
    return signed(upload(miner, miner.session()), miner.session(), Optional.of(miner.grant()));
  }

  private byte[] hotkeyUpload() {
    Subnet.Miner miner = subnet.nextMiner();
    return signed(upload(miner, miner.signer()), miner.signer(), Optional.empty());
  }

  private byte[] foreignPathUpload() {
    AccessRequest own = upload(subnet.nextMiner(), subnet.nextMiner().session());
    AccessRequest foreign =
        new AccessRequest(
            own.audience(),
            own.netuid(),
            own.route(),
            own.purpose(),
            own.hotkey(),
            own.requesterKey(),
            own.sink(),
            own.miner(),
            own.sources(),
            AccessRequest.prefixes(BOTH, subnet.nextMiner().hotkey()),
            List.of(),
            own.nonce(),
            own.issuedAt(),
            own.expiry());
    return unsigned(foreign, Octets.of(new byte[64]));
  }

  /** A signature in good form, of the right key, over something else. */
  private byte[] badlySignedUpload() {
    Subnet.Miner miner = subnet.nextMiner();
    return unsigned(upload(miner, miner.session()), miner.grant().signature());
  }

  private byte[] unsigned(AccessRequest request, Octets signature) {
    SignedGrant grant = subnet.nextMiner().grant();
    return post(
        new SignedAccessRequest(
            Octets.of(request.encode()), signature, Optional.of(grant), Optional.of(signature)));
  }

  private AccessRequest upload(Subnet.Miner miner, Signer requester) {
    return AccessRequest.upload(
        Subnet.AUDIENCE,
        Subnet.NETUID,
        miner.hotkey(),
        Octets.of(requester.publicKey()),
        Octets.of(subnet.sink().publicKey()),
        BOTH,
        Octets.of(randomBytes(16)),
        Instant.now(),
        LIFE);
  }

  private byte[] signed(AccessRequest request, Signer signer, Optional<SignedGrant> grant) {
    return post(SignedAccessRequest.sign(request, signer, grant, Optional.of(subnet.sink())));
  }

  private static byte[] post(SignedAccessRequest request) {
    return http("POST", V2, request.toJson());
  }

  private byte[] version1Upload() {
    Subnet.Miner miner = subnet.nextMiner();
    long now = Instant.now().getEpochSecond();
    long expiry = now + LIFE.toSeconds();
    String path = "data/2/" + miner.hotkey() + "/" + Octets.of(randomBytes(16)).hex() + ".parquet";
    String hash = Octets.of(randomBytes(32)).hex();
    String text = miner.hotkey() + ":" + path + ":" + hash + ":" + now + ":" + expiry;
    byte[] signature = miner.wallet().sign(text.getBytes(StandardCharsets.UTF_8), subnet.random());
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("hotkey", miner.hotkey().address());
    json.put("timestamp", now).put("expiry", expiry);
    json.put("file_hash", hash).put("signature", Octets.of(signature).hex());
    json.put("s3_path", path);
    return http("POST", "/auth", json.toString().getBytes(StandardCharsets.UTF_8));
  }

  private byte[] randomBytes(int count) {
    byte[] bytes = new byte[count];
    subnet.random().nextBytes(bytes);
    return bytes;
  }

  private static byte[] http(String method, String path, byte[] body) {
    String head =
        method
            + " "
            + path
            + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: "
            + body.length
            + "\r\n\r\n";
    byte[] ascii = head.getBytes(StandardCharsets.US_ASCII);
    byte[] all = Arrays.copyOf(ascii, ascii.length + body.length);
    System.arraycopy(body, 0, all, ascii.length, body.length);
    return all;
  }
}
