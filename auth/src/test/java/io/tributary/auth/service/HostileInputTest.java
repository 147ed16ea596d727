package io.tributary.auth.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.auth.V1Client;
import io.tributary.auth.World;
import io.tributary.hotkey.access.AccessRequest;
import io.tributary.hotkey.access.SignedAccessRequest;
import io.tributary.hotkey.identity.SigningDomain;
import io.tributary.hotkey.wire.Octets;
import io.tributary.hotkey.wire.WireWriter;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Input that no honest client sends: each is refused with a status of 400 to 499 and a stable code,
 * reaches no token service and leaves nothing secret behind. How fast, the benchmarks measure.
 */
public class HostileInputTest {

  private static final List<String> ROUTES = List.of("/v2/access", "/auth", "/auth-read");

  /** Purposes as they stand in canonical bytes. */
  private static final int READ = 1;

  private static final int INBOX = 2;

  /** Texts that mean something to IAM, to paths, to terminals or to eyes. */
  private static final List<String> ODD_TEXTS =
      List.of(
          "*",
          "?",
          "a*",
          "${aws:username}",
          "${aws:userid}/*",
          "$",
          "..",
          "../..",
          "./f",
          "a//b",
          "//",
          "%2e%2e",
          "%2f",
          "%00",
          "%u002e",
          "\\",
          "..\\..",
          "\u0000",
          "a\u0000b",
          "\n",
          "\r\nX: y",
          "\u001b[2J",
          "\uFEFF",
          "\u202Ef",
          "\u2024\u2024/",
          "\uFF0E\uFF0E\uFF0F",
          "\u2215",
          "\u0430",
          "\uFF0A",
          "e\u0301",
          "\uD83D\uDE00",
          "\"",
          "\",\"Resource\":\"*",
          "'",
          "<script>",
          "{}",
          ":",
          " ",
          "a ",
          "null",
          "NaN",
          "a".repeat(300),
          "a/".repeat(200));

  private final Desk desk = new Desk();
  private final World world = desk.world;
  private final String miner = world.miner.hotkey().address();
  private final long now = world.now.getEpochSecond();

  private void refused(String route, String body) {
    refused(route, body.getBytes(StandardCharsets.UTF_8));
  }

  private void refused(String route, byte[] body) {
    desk.refusedSomehow(desk.post(route, body));
    assertThat(world.sessions).isEmpty();
  }

  /** Bodies that are no requests on any route. */
  public static List<String> bodies() {
    List<String> bodies =
        new ArrayList<>(
            List.of(
                "",
                " ",
                "null",
                "true",
                "0",
                "\"\"",
                "[]",
                "[{}]",
                "{",
                "}",
                "{}",
                "{}{}",
                "{} x",
                "{}\u0000",
                "\uFEFF{}",
                "{\"a\":1,}",
                "{'a':1}",
                "{a:1}",
                "{\"a\":NaN}",
                "{\"a\":Infinity}",
                "{\"a\":1e999999999}",
                "{\"a\":" + "9".repeat(10_000) + "}",
                "{\"a\":0." + "1".repeat(10_000) + "}",
                "{\"a\":\"\\ud800\"}",
                "{\"\\udfff\":1}",
                "{\"a\":\"\\u0000\"}",
                "{\"a\":\"\\x\"}",
                "{\"a\":1,\"a\":2}",
                "{\"request\":\"\",\"request\":\"\"}",
                "{\"__proto__\":{}}",
                "{/**/}",
                "{\"a\":\"" + "x".repeat(16_000) + "\"}",
                "{\"" + "k".repeat(16_000) + "\":1}",
                "[".repeat(16_384),
                "{\"a\":".repeat(3_000),
                "{\"a\":".repeat(1_000) + "1" + "}".repeat(1_000),
                "x".repeat(16_385)));
    for (String name : List.of("request", "hotkey", "action", "timestamp")) {
      for (String value : List.of("null", "1", "[]", "{}", "\"\"", "1.0", "-1", "\"\\ud800\"")) {
        bodies.add("{\"" + name + "\":" + value + "}");
      }
    }
    return bodies;
  }

  @ParameterizedTest
  @MethodSource("bodies")
  void bodiesThatAreNoRequests(String body) {
    for (String route : ROUTES) {
      refused(route, body);
    }
  }

  @Test
  void bytesThatAreNoText() {
    for (byte[] bytes :
        List.of(
            new byte[] {(byte) 0xFF, (byte) 0xFE, '{', 0, '}', 0},
            "{}".getBytes(StandardCharsets.UTF_16),
            new byte[] {'{', '"', (byte) 0xC0, (byte) 0x80, '"', ':', '1', '}'},
            new byte[] {'{', '"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"', ':', '1', '}'},
            new byte[] {(byte) 0x1F, (byte) 0x8B, 8, 0},
            new byte[1024])) {
      for (String route : ROUTES) {
        refused(route, bytes);
      }
    }
  }

  @Test
  void oddTextsInEverySignedFieldOfVersionOne() {
    for (String odd : ODD_TEXTS) {
      String path = "data/1/" + miner + "/";
      for (String hotkey : List.of(odd, miner + odd)) {
        upload(hotkey, path + "f", V1Client.HASH, now, now + 60);
        read(hotkey, miner, now, now + 60);
        read(miner, hotkey, now, now + 60);
      }
      for (String claimed :
          List.of(
              odd, "data/" + odd + "/" + miner + "/f", "data/1/" + odd + "/f", path + odd + "*")) {
        upload(miner, claimed, V1Client.HASH, now, now + 60);
      }
      upload(miner, path + "f", odd, now, now + 60);
      upload(miner, path + "f", V1Client.HASH, odd, now + 60);
      upload(miner, path + "f", V1Client.HASH, now, odd);
      read(miner, miner, now, odd);
      for (String name : V1Client.upload(world, "f").keySet()) {
        Map<String, Object> renamed = new LinkedHashMap<>(V1Client.upload(world, "f"));
        renamed.put(name + odd, renamed.remove(name));
        refused("/auth", V1Client.compact(renamed));
        refused("/auth", V1Client.compact(V1Client.with(V1Client.upload(world, "f"), odd, 1)));
      }
    }
  }

  private void upload(String hotkey, String path, String hash, Object at, Object expiry) {
    refused("/auth", V1Client.compact(V1Client.upload(1, hotkey, path, hash, at, expiry)));
  }

  private void read(String reader, String target, Object at, Object expiry) {
    refused("/auth-read", V1Client.compact(V1Client.read(1, reader, target, at, expiry)));
  }

  @Test
  void oddTextsInEverySignedFieldOfVersionTwo() {
    String prefix = "data/1/" + miner + "/";
    String file = "inbox/data/1/" + miner + "/";
    for (String odd : ODD_TEXTS) {
      for (String text : List.of(odd, odd + odd)) {
        v2(text, AccessRequest.ROUTE, miner, miner, List.of(prefix), List.of());
        v2("main", text, miner, miner, List.of(prefix), List.of());
        v2("main", AccessRequest.ROUTE, text, miner, List.of(prefix), List.of());
        v2("main", AccessRequest.ROUTE, miner, text, List.of(prefix), List.of());
        v2("main", AccessRequest.ROUTE, miner, miner, List.of(text), List.of());
        v2("main", AccessRequest.ROUTE, miner, miner, List.of(prefix + text), List.of());
        v2("main", AccessRequest.ROUTE, miner, miner, List.of(), List.of(text));
        v2("main", AccessRequest.ROUTE, miner, miner, List.of(), List.of(file + text + "*"));
        v2("main", AccessRequest.ROUTE, miner, miner, List.of(), List.of(text + file + "f"));
      }
    }
  }

  /** Any texts in the canonical bytes, and the signature that belongs to them. */
  private void v2(
      String audience,
      String route,
      String hotkey,
      String target,
      List<String> prefixes,
      List<String> files) {
    WireWriter writer = new WireWriter();
    byte[] body =
        writer
            .number(AccessRequest.VERSION)
            .text(audience)
            .number(13)
            .text(route)
            .number(files.isEmpty() ? READ : INBOX)
            .text(hotkey)
            .bytes(world.miner.publicKey())
            .number(0)
            .text(target)
            .numbers(List.of(1))
            .texts(prefixes)
            .array(files, path -> writer.text(path).bytes(Octets.ofHex(V1Client.HASH)).number(1))
            .bytes(world.nonce())
            .number(world.now.toEpochMilli())
            .number(world.now.plusSeconds(60).toEpochMilli())
            .toBytes();
    SignedAccessRequest signed =
        new SignedAccessRequest(
            Octets.of(body),
            Octets.of(world.miner.sign(SigningDomain.ACCESS, body)),
            Optional.empty(),
            Optional.empty());
    refused("/v2/access", signed.toJson());
  }

  @Test
  void theSameHandmadeRequestWithoutOddTextsIsGranted() {
    String prefix = "data/1/" + miner + "/";
    WireWriter writer = new WireWriter();
    byte[] body =
        writer
            .number(AccessRequest.VERSION)
            .text("main")
            .number(13)
            .text(AccessRequest.ROUTE)
            .number(READ)
            .text(miner)
            .bytes(world.miner.publicKey())
            .number(0)
            .text(miner)
            .numbers(List.of(1))
            .texts(List.of(prefix))
            .number(0)
            .bytes(world.nonce())
            .number(world.now.toEpochMilli())
            .number(world.now.plusSeconds(60).toEpochMilli())
            .toBytes();
    byte[] signature = world.miner.sign(SigningDomain.ACCESS, body);
    desk.granted(
        desk.v2(
            new SignedAccessRequest(
                Octets.of(body), Octets.of(signature), Optional.empty(), Optional.empty())));
  }

  @Test
  void timesFarFromNow() {
    String path = "data/1/" + miner + "/f";
    for (long at : new long[] {0, 1, now - 302, now + 302, now + 86_400, 253_402_300_799L}) {
      for (long life : new long[] {-1, 0, 1, 3600, 1_000_000}) {
        upload(miner, path, V1Client.HASH, at, at + life);
      }
    }
    for (Object at : List.of(Long.MAX_VALUE, Long.MIN_VALUE, -1, 253_402_300_800L, 1e18)) {
      upload(miner, path, V1Client.HASH, at, now + 60);
      upload(miner, path, V1Client.HASH, now, at);
      read(miner, miner, at, at);
    }
  }

  @Property(tries = 400)
  void anyBytes(@ForAll @Size(max = 600) byte[] body) {
    for (String route : ROUTES) {
      refused(route, body);
    }
  }

  /** A valid request cut short, or with some bytes changed, or with bytes put in between. */
  @Property(tries = 400)
  void spoiledRequests(@ForAll long seed) {
    Random random = new Random(seed);
    int which = random.nextInt(3);
    byte[] good =
        switch (which) {
          case 0 -> world.signed(world.upload()).toJson();
          case 1 -> V1Client.spaced(V1Client.upload(world, "f")).getBytes(StandardCharsets.UTF_8);
          default ->
              V1Client.spaced(V1Client.read(world, 1, world.miner.hotkey(), world.miner.hotkey()))
                  .getBytes(StandardCharsets.UTF_8);
        };
    byte[] spoiled = spoil(good, random);
    if (!Arrays.equals(good, spoiled)) {
      refused(ROUTES.get(which), spoiled);
    }
  }

  private static byte[] spoil(byte[] good, Random random) {
    int at = random.nextInt(good.length);
    return switch (random.nextInt(3)) {
      case 0 -> Arrays.copyOf(good, at);
      case 1 -> {
        byte[] changed = good.clone();
        // Never into white space, which JSON allows in some places.
        changed[at] = (byte) (33 + random.nextInt(223));
        yield changed;
      }
      default -> {
        byte[] longer = Arrays.copyOf(good, good.length + 1);
        System.arraycopy(good, at, longer, at + 1, good.length - at);
        longer[at] = (byte) (33 + random.nextInt(223));
        yield longer;
      }
    };
  }

  @Test
  void nothingSecretIsWrittenDown() {
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    PrintStream before = System.err;
    List<String> secrets = new ArrayList<>(List.of("very-secret-key", "very-secret-token"));
    System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
    try {
      for (int i = 0; i < 50; i++) {
        SignedAccessRequest signed = world.signed(world.upload());
        byte[] grant = signed.grant().orElseThrow().encode();
        secrets.add(signed.signature().hex());
        secrets.add(signed.sinkSignature().orElseThrow().hex());
        secrets.add(Base64.getEncoder().encodeToString(grant).substring(0, 40));
        Map<String, Object> upload = V1Client.upload(world, "f" + i);
        secrets.add((String) upload.get("signature"));
        Random random = new Random(i);
        desk.post("/v2/access", spoil(signed.toJson(), random));
        byte[] v1 = V1Client.compact(upload).getBytes(StandardCharsets.UTF_8);
        desk.post("/auth", spoil(v1, random));
        desk.post("/v2/access", signed.toJson());
        desk.post("/auth", v1);
      }
    } finally {
      System.setErr(before);
    }
    String written = String.join("\n", desk.audit) + log.toString(StandardCharsets.UTF_8);
    assertThat(desk.audit).hasSize(200);
    assertThat(secrets).noneMatch(written::contains);
  }
}
