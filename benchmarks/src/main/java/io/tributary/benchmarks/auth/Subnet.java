package io.tributary.benchmarks.auth;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.hotkey.access.Purpose;
import io.tributary.hotkey.access.SessionGrants;
import io.tributary.hotkey.access.SignedGrant;
import io.tributary.hotkey.identity.LocalSigner;
import io.tributary.hotkey.registry.Registration;
import io.tributary.hotkey.registry.RegistryFile;
import io.tributary.hotkey.sr25519.Sr25519SecretKey;
import io.tributary.hotkey.wire.Octets;
import io.tributary.schemas.Hotkey;
import io.tributary.schemas.SourceId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Miners with session keys and grants, and one sink, all with keys made for this run. */
final class Subnet {

  static final String AUDIENCE = "benchmark";
  static final int NETUID = 13;

  private static final int MINERS = 256;

  /**
   * A miner.
   *
   * @param hotkey its address
   * @param signer its hotkey
   * @param wallet the same key, for texts as wallets sign them
   * @param session its session key
   * @param grant empowers the session key
   */
  record Miner(
      Hotkey hotkey,
      LocalSigner signer,
      Sr25519SecretKey wallet,
      LocalSigner session,
      SignedGrant grant) {}

  private final SecureRandom random = new SecureRandom();
  private final LocalSigner sink = LocalSigner.generate(random);
  private final List<Miner> miners = new ArrayList<>();
  private int next;

  Subnet() {
    for (int i = 0; i < MINERS; i++) {
      miners.add(newMiner());
    }
  }

  private Miner newMiner() {
    byte[] seed = new byte[Sr25519SecretKey.MINI_SECRET_BYTES];
    random.nextBytes(seed);
    LocalSigner signer = LocalSigner.fromMiniSecret(seed);
    LocalSigner session = LocalSigner.generate(random);
    Instant now = Instant.now();
    SignedGrant grant =
        SessionGrants.issue(
            signer,
            AUDIENCE,
            NETUID,
            session.publicKey(),
            Purpose.ACCESS,
            EnumSet.allOf(SourceId.class),
            now.minus(Duration.ofHours(1)),
            now.plus(Duration.ofDays(1)),
            random);
    return new Miner(
        signer.hotkey(), signer, Sr25519SecretKey.fromMiniSecret(seed), session, grant);
  }

  /** The miners in turn. */
  Miner nextMiner() {
    next = (next + 1) % MINERS;
    return miners.get(next);
  }

  LocalSigner sink() {
    return sink;
  }

  SecureRandom random() {
    return random;
  }

  /** Writes what {@link ServerMain} reads. */
  void write(Path folder) throws IOException {
    ObjectNode deployment = JsonNodeFactory.instance.objectNode();
    deployment.put("audience", AUDIENCE).put("netuid", NETUID).put("bucket", "lake");
    deployment.putArray("sinkKeys").add(Octets.of(sink.publicKey()).hex());
    Files.writeString(folder.resolve(ServerMain.DEPLOYMENT), deployment.toString());
    Map<Hotkey, Registration> registrations = new LinkedHashMap<>();
    for (Miner miner : miners) {
      registrations.put(miner.hotkey(), new Registration(registrations.size(), false, 0));
    }
    RegistryFile.write(folder.resolve(ServerMain.REGISTRY), NETUID, registrations);
  }
}
