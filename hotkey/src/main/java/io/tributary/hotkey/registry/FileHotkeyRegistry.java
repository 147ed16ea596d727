package io.tributary.hotkey.registry;

import io.tributary.schemas.Hotkey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A {@link HotkeyRegistry} read from a {@link RegistryFile}, which may be replaced while it is
 * used.
 *
 * <p>The file is looked at again when the last look is older than a check interval. If it then
 * cannot be read or is malformed, what was read before is served for a bounded time, after which
 * nothing is: somebody deregistered must not stay registered because a file broke. Thread-safe.
 */
public final class FileHotkeyRegistry implements HotkeyRegistry {

  /** How often the file is looked at unless said otherwise. */
  public static final Duration CHECK_EVERY = Duration.ofSeconds(3);

  /** How long a broken file is bridged unless said otherwise. */
  public static final Duration MAX_STALE = Duration.ofMinutes(5);

  private static final long MAX_FILE_BYTES = 64L << 20;
  private static final Logger LOG = LoggerFactory.getLogger(FileHotkeyRegistry.class);

  private final Path file;
  private final int netuid;
  private final Clock clock;
  private final Duration checkEvery;
  private final Duration maxStale;

  private byte[] bytes;
  private Map<Hotkey, Registration> registrations;
  private Instant lastCheck;
  private Instant lastGood;
  private RegistryUnavailableException failure;

  private FileHotkeyRegistry(
      Path file, int netuid, Clock clock, Duration checkEvery, Duration maxStale) {
    this.file = file;
    this.netuid = netuid;
    this.clock = clock;
    this.checkEvery = checkEvery;
    this.maxStale = maxStale;
  }

  /**
   * Opens a registry file of a subnet with the usual intervals.
   *
   * @throws RegistryUnavailableException if the file cannot be read or is malformed, saying where
   */
  public static FileHotkeyRegistry open(Path file, int netuid) throws RegistryUnavailableException {
    return open(file, netuid, Clock.systemUTC(), CHECK_EVERY, MAX_STALE);
  }

  /**
   * Opens a registry file of a subnet.
   *
   * @param checkEvery how often, at most, the file is looked at
   * @param maxStale how long the last good content is served while the file is broken
   * @throws RegistryUnavailableException if the file cannot be read or is malformed, saying where
   */
  public static FileHotkeyRegistry open(
      Path file, int netuid, Clock clock, Duration checkEvery, Duration maxStale)
      throws RegistryUnavailableException {
    FileHotkeyRegistry registry = new FileHotkeyRegistry(file, netuid, clock, checkEvery, maxStale);
    registry.check(clock.instant());
    if (registry.failure != null) {
      throw registry.failure;
    }
    return registry;
  }

  @Override
  public synchronized Optional<Registration> find(Hotkey hotkey)
      throws RegistryUnavailableException {
    Instant now = clock.instant();
    if (Duration.between(lastCheck, now).abs().compareTo(checkEvery) >= 0) {
      check(now);
    }
    if (failure != null && Duration.between(lastGood, now).compareTo(maxStale) > 0) {
      throw failure;
    }
    return Optional.ofNullable(registrations.get(hotkey));
  }

  private void check(Instant now) {
    lastCheck = now;
    try {
      byte[] read = read();
      if (!Arrays.equals(read, bytes)) {
        registrations = RegistryFile.parse(read, netuid);
        bytes = read;
      }
      lastGood = now;
      failure = null;
    } catch (IOException | IllegalArgumentException e) {
      if (failure == null && registrations != null) {
        LOG.warn("registry file {} is broken, serving what was read before: {}", file, message(e));
      }
      failure = new RegistryUnavailableException("registry file " + file + ": " + message(e), e);
    }
  }

  private byte[] read() throws IOException {
    long size = Files.size(file);
    if (size > MAX_FILE_BYTES) {
      throw new IOException("has " + size + " bytes, more than " + MAX_FILE_BYTES);
    }
    return Files.readAllBytes(file);
  }

  private static String message(Exception e) {
    return e instanceof java.nio.file.NoSuchFileException ? "does not exist" : e.getMessage();
  }
}
