package io.tributary.local.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.auth.AuthOptions;
import io.tributary.auth.AuthServer;
import io.tributary.auth.Deployment;
import io.tributary.auth.sts.AwsSts;
import io.tributary.auth.sts.StsOptions;
import io.tributary.hotkey.access.AccessAnswer;
import io.tributary.hotkey.access.AccessRequest;
import io.tributary.hotkey.access.IssuedCredentials;
import io.tributary.hotkey.access.RequestedFile;
import io.tributary.hotkey.access.SignedAccessRequest;
import io.tributary.hotkey.identity.LocalSigner;
import io.tributary.hotkey.registry.Registration;
import io.tributary.hotkey.sr25519.Sr25519SecretKey;
import io.tributary.hotkey.wire.Octets;
import io.tributary.schemas.Hotkey;
import io.tributary.schemas.SourceId;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** Store, token service and authentication together, and credentials of every kind for Alice. */
final class IssuedSessions implements AutoCloseable {

  /** The ways to credentials. */
  enum Kind {
    /** Alice's prefix of X, to write, with a sink's signature. */
    UPLOAD,
    /** Alice's prefix of X, to be read by herself. */
    READ_OWN,
    /** Alice's prefix of X, to be read by a validator. */
    READ_AS_VALIDATOR,
    /** One file of the inbox. */
    INBOX,
    /** One file of the inbox, in the prototype's form. */
    V1_UPLOAD,
    /** Alice's prefixes, to be read by a validator, in the prototype's form. */
    V1_READ
  }

  static final String FILE = "file.parquet";
  private static final String AUDIENCE = "defects";
  private static final String HASH = "ab".repeat(32);

  private final SecureRandom random = new SecureRandom();
  private final byte[] aliceSecret = secret();
  private final byte[] carolSecret = secret();
  final LocalSigner alice = LocalSigner.fromMiniSecret(aliceSecret.clone());
  final LocalSigner bob = LocalSigner.generate(random);
  private final LocalSigner carol = LocalSigner.fromMiniSecret(carolSecret.clone());
  private final LocalSigner sink = LocalSigner.generate(random);
  private final Map<Hotkey, Registration> members =
      Map.of(
          alice.hotkey(), new Registration(1, false, 0),
          bob.hotkey(), new Registration(2, false, 0),
          carol.hotkey(), new Registration(3, true, 20_000));
  final S3TestBed bed;
  private final AwsSts sts;
  private final AuthServer auth;

  IssuedSessions(Path folder) throws IOException {
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
                hotkey -> Optional.ofNullable(members.get(hotkey)),
                sts,
                bed.clock(),
                random)
            .start();
    // Version 1 counts in seconds: a request of the second of the start would be refused.
    bed.clock().advance(Duration.ofSeconds(2));
  }

  private byte[] secret() {
    byte[] secret = new byte[32];
    random.nextBytes(secret);
    return secret;
  }

  IssuedCredentials of(Kind kind) throws Exception {
    return switch (kind) {
      case UPLOAD -> v2(upload(), alice, Optional.of(sink));
      case READ_OWN -> v2(read(alice), alice, Optional.empty());
      case READ_AS_VALIDATOR -> v2(read(carol), carol, Optional.empty());
      case INBOX -> v2(inbox(), alice, Optional.empty());
      case V1_UPLOAD -> post("/auth", v1Upload());
      case V1_READ -> post("/auth-read", v1Read());
    };
  }

  private AccessRequest upload() {
    return AccessRequest.upload(
        AUDIENCE,
        13,
        alice.hotkey(),
        Octets.of(alice.publicKey()),
        Octets.of(sink.publicKey()),
        EnumSet.of(SourceId.X),
        nonce(),
        bed.clock().instant(),
        Duration.ofMinutes(5));
  }

  private AccessRequest read(LocalSigner reader) {
    return AccessRequest.read(
        AUDIENCE,
        13,
        reader.hotkey(),
        Octets.of(reader.publicKey()),
        alice.hotkey(),
        EnumSet.of(SourceId.X),
        nonce(),
        bed.clock().instant(),
        Duration.ofMinutes(5));
  }

  private AccessRequest inbox() {
    return AccessRequest.inbox(
        AUDIENCE,
        13,
        alice.hotkey(),
        Octets.of(alice.publicKey()),
        EnumSet.of(SourceId.X),
        List.of(
            new RequestedFile(
                "inbox/data/2/" + alice.hotkey() + "/" + FILE, Octets.ofHex(HASH), 4)),
        nonce(),
        bed.clock().instant(),
        Duration.ofMinutes(5));
  }

  private Octets nonce() {
    byte[] nonce = new byte[16];
    random.nextBytes(nonce);
    return Octets.of(nonce);
  }

  private IssuedCredentials v2(AccessRequest request, LocalSigner by, Optional<LocalSigner> with)
      throws Exception {
    return post(
        "/v2/access",
        SignedAccessRequest.sign(request, by, Optional.empty(), with.map(signer -> signer))
            .toJson());
  }

  private byte[] v1Upload() {
    long now = bed.clock().instant().getEpochSecond();
    String path = "data/2/" + alice.hotkey() + "/" + FILE;
    String text = String.format("%s:%s:%s:%d:%d", alice.hotkey(), path, HASH, now, now + 3600);
    return json(
        "{'hotkey': '%s', 'timestamp': %d, 'expiry': %d, 'file_hash': '%s', 'signature': '%s',"
            + " 's3_path': '%s'}",
        alice.hotkey(), now, now + 3600, HASH, sign(aliceSecret, text), path);
  }

  private byte[] v1Read() {
    long now = bed.clock().instant().getEpochSecond();
    String text =
        String.format("read:%s:%s:%d:%d", carol.hotkey(), alice.hotkey(), now, now + 3600);
    return json(
        "{'action': 'read', 'validator_hotkey': '%s', 'miner_hotkey': '%s', 'timestamp': %d,"
            + " 'expiry': %d, 'signature': '%s'}",
        carol.hotkey(), alice.hotkey(), now, now + 3600, sign(carolSecret, text));
  }

  private static byte[] json(String format, Object... values) {
    return String.format(format.replace('\'', '"'), values).getBytes(StandardCharsets.UTF_8);
  }

  private String sign(byte[] secret, String text) {
    Sr25519SecretKey key = Sr25519SecretKey.fromMiniSecret(secret.clone());
    return HexFormat.of().formatHex(key.sign(text.getBytes(StandardCharsets.UTF_8), random));
  }

  private IssuedCredentials post(String path, byte[] body) throws Exception {
    HttpResponse<byte[]> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(auth.uri().resolve(path))
                    .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                    .build(),
                HttpResponse.BodyHandlers.ofByteArray());
    assertThat(answer.statusCode())
        .as(new String(answer.body(), StandardCharsets.UTF_8))
        .isEqualTo(200);
    return AccessAnswer.readIssued(answer.body());
  }

  @Override
  public void close() throws IOException {
    auth.close();
    sts.close();
    bed.close();
  }
}
