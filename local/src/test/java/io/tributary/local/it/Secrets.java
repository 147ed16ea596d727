package io.tributary.local.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.hotkey.access.GrantFile;
import io.tributary.hotkey.access.SignedAccessRequest;
import io.tributary.lake.proof.CommittedFile;
import io.tributary.lake.proof.SignedManifest;
import io.tributary.local.s3.FaultProxy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Secrets and signatures of a run, collected from where they belong, to be looked for elsewhere.
 */
final class Secrets {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern TOKEN = Pattern.compile("(?i)x-amz-security-token: *([^\r]+)");
  private static final Pattern SIGNATURE = Pattern.compile("Signature=([0-9a-f]{64})");
  private static final Pattern SESSION =
      Pattern.compile("<(?:SecretAccessKey|SessionToken)>([^<]+)<");
  private static final int SIGNATURE_BYTES = 64;

  private final Map<String, String> kindOfText = new HashMap<>();

  /** The kinds of which some secret is known. */
  Set<String> kinds() {
    return new TreeSet<>(kindOfText.values());
  }

  /** The kinds of which a secret stands in a text, upper or lower case. */
  Set<String> found(String text) {
    Set<String> kinds = new TreeSet<>();
    String lower = text.toLowerCase(Locale.ROOT);
    kindOfText.forEach(
        (secret, kind) -> {
          if (lower.contains(secret.toLowerCase(Locale.ROOT))) {
            kinds.add(kind);
          }
        });
    return kinds;
  }

  /** A secret of the operator's. */
  void text(String secret) {
    add("operator", secret);
  }

  private void add(String kind, String secret) {
    assertThat(secret).as("a secret of kind %s", kind).hasSizeGreaterThan(15);
    kindOfText.put(secret, kind);
  }

  private void add(String kind, byte[] secret) {
    add(kind, HexFormat.of().formatHex(secret));
    // Without its end, which depends on what follows.
    add(kind, Base64.getEncoder().encodeToString(secret).substring(0, 40));
  }

  /** What passed between the demo, the store and the token service. */
  void ofWire(FaultProxy wire) {
    wire.sessions().forEach(answer -> matches(answer, SESSION).forEach(s -> add("session", s)));
    wire.heads().forEach(head -> matches(head, TOKEN).forEach(t -> add("token", t)));
    wire.heads().forEach(head -> matches(head, SIGNATURE).forEach(s -> add("aws", s)));
  }

  private static List<String> matches(String text, Pattern pattern) {
    return pattern.matcher(text).results().map((MatchResult m) -> m.group(1)).toList();
  }

  /** Seeds and private keys of the miners and of the deployment. */
  void ofKeyFiles(Path folder) throws IOException {
    for (Path file : files(folder)) {
      String name = file.getFileName().toString();
      if (name.equals("hotkey") || name.endsWith(".key")) {
        JsonNode json = JSON.readTree(file.toFile());
        for (String field : List.of("secretSeed", "privateKey")) {
          add("key", HexFormat.of().parseHex(json.required(field).asText().substring(2)));
        }
      }
    }
  }

  void ofGrants(Path folder) throws IOException {
    for (Path file : files(folder)) {
      if (file.getFileName().toString().endsWith(".grant")) {
        add("grant", GrantFile.read(file).signature().bytes());
      }
    }
  }

  /** Signed requests, from where the authentication service keeps them. */
  void ofEvidence(Path state) throws Exception {
    for (Path file : files(state.resolve("evidence"))) {
      for (String line : Files.readAllLines(file)) {
        String request = JSON.readTree(line).required("request").asText();
        SignedAccessRequest signed =
            SignedAccessRequest.fromJson(Base64.getDecoder().decode(request));
        add("request", signed.signature().bytes());
        // Whoever reads signs alone.
        signed.sinkSignature().ifPresent(signature -> add("sink", signature.bytes()));
      }
    }
  }

  /** The signature that a batch ends with. */
  void lastSignatureOf(byte[] batch) {
    add("batch", Arrays.copyOfRange(batch, batch.length - SIGNATURE_BYTES, batch.length));
  }

  void ofCommitted(byte[] message) throws Exception {
    CommittedFile file = CommittedFile.decode(message);
    add("manifest", SignedManifest.decode(file.manifest().bytes()).signature().bytes());
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }
}
