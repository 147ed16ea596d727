package io.tributary.local.demo.run;

import io.tributary.hotkey.access.GrantException;
import io.tributary.hotkey.access.GrantFile;
import io.tributary.hotkey.access.GrantVerifier;
import io.tributary.hotkey.access.Purpose;
import io.tributary.hotkey.access.SessionGrants;
import io.tributary.hotkey.access.SignedGrant;
import io.tributary.hotkey.identity.KeyFile;
import io.tributary.hotkey.identity.KeyFileException;
import io.tributary.hotkey.identity.KeyFileWriter;
import io.tributary.hotkey.identity.Ss58;
import io.tributary.hotkey.registry.Registration;
import io.tributary.hotkey.registry.RegistryFile;
import io.tributary.hotkey.wire.Octets;
import io.tributary.schemas.Hotkey;
import io.tributary.schemas.SourceId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes what an operator and the miners would make offline: the deployment's sink key, a
 * validator's hotkey, an access session key for each miner with the miner's grant, and the file of
 * registered hotkeys. What is there already is kept; grants that end soon are renewed.
 */
public final class DemoKeys {

  private static final Duration GRANT_LIFE = Duration.ofDays(30);
  private static final double VALIDATOR_STAKE = 100_000;
  private static final Duration RENEW_BEFORE = Duration.ofDays(7);

  private final DemoFolder folder;
  private final SecureRandom random;

  /**
   * @param folder where keys are
   * @param random for new keys and for grants
   */
  public DemoKeys(DemoFolder folder, SecureRandom random) {
    this.folder = folder;
    this.random = random;
  }

  /**
   * Prepares everything; answers the public sink key.
   *
   * @throws DemoException if a key that is there cannot be used
   */
  public Octets prepare(List<DemoMiner> miners, Instant now) throws IOException, DemoException {
    Files.createDirectories(folder.accessKeys());
    Map<Hotkey, Registration> registrations = new LinkedHashMap<>();
    for (DemoMiner miner : miners) {
      registrations.put(miner.hotkey(), new Registration(registrations.size(), false, 0));
      Path keyFile = folder.accessKeys().resolve(miner.hotkey().address() + ".key");
      grant(miner, Octets.of(key(keyFile).publicKey()), now);
    }
    registrations.put(validator(), new Registration(registrations.size(), true, VALIDATOR_STAKE));
    RegistryFile.write(folder.registry(), DemoFolder.NETUID, registrations);
    return Octets.of(key(folder.sinkKey()).publicKey());
  }

  /**
   * The validator's hotkey, made if it is missing.
   *
   * @throws DemoException if a key that is there cannot be used
   */
  public Hotkey validator() throws IOException, DemoException {
    return Ss58.encode(key(folder.validatorKey()).publicKey());
  }

  /**
   * The public key of a second sink, made if it is missing.
   *
   * @throws DemoException if a key that is there cannot be used
   */
  public Octets testSink() throws IOException, DemoException {
    Files.createDirectories(folder.testSinkKey().getParent());
    return Octets.of(key(folder.testSinkKey()).publicKey());
  }

  private KeyFile key(Path file) throws IOException, DemoException {
    if (!Files.exists(file)) {
      byte[] seed = new byte[32];
      random.nextBytes(seed);
      // Whole or not at all: a run that is killed here must not leave half a key.
      Path fresh = file.resolveSibling(file.getFileName() + ".new");
      Files.deleteIfExists(fresh);
      KeyFileWriter.write(fresh, seed);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }
    try {
      return KeyFile.read(file);
    } catch (KeyFileException e) {
      throw new DemoException("the key file " + file + " cannot be used: " + e.getMessage(), e);
    }
  }

  private void grant(DemoMiner miner, Octets sessionKey, Instant now) throws IOException {
    Path file = folder.accessKeys().resolve(miner.hotkey().address() + ".grant");
    if (Files.exists(file) && isGoodFor(file, miner, sessionKey, now.plus(RENEW_BEFORE))) {
      return;
    }
    SignedGrant grant =
        SessionGrants.issue(
            miner.signer(),
            DemoFolder.AUDIENCE,
            DemoFolder.NETUID,
            sessionKey.bytes(),
            Purpose.ACCESS,
            EnumSet.allOf(SourceId.class),
            now.minus(Duration.ofMinutes(5)),
            now.plus(GRANT_LIFE),
            random);
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    GrantFile.write(fresh, grant);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static boolean isGoodFor(Path file, DemoMiner miner, Octets sessionKey, Instant at)
      throws IOException {
    try {
      GrantVerifier.verify(
          GrantFile.read(file),
          miner.hotkey(),
          sessionKey.bytes(),
          Purpose.ACCESS,
          at,
          DemoFolder.AUDIENCE,
          DemoFolder.NETUID);
      return true;
    } catch (GrantException e) {
      return false;
    }
  }
}
