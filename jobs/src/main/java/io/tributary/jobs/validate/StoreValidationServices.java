package io.tributary.jobs.validate;

import io.tributary.connectors.beacon.BeaconOptions;
import io.tributary.connectors.challenge.CanaryKey;
import io.tributary.connectors.challenge.S3Canary;
import io.tributary.connectors.challenge.S3FileChallenger;
import io.tributary.connectors.credentials.CacheOptions;
import io.tributary.connectors.credentials.ClientOptions;
import io.tributary.connectors.credentials.CredentialCache;
import io.tributary.connectors.credentials.HttpCredentialClient;
import io.tributary.connectors.credentials.ReadSigning;
import io.tributary.connectors.credentials.ReaderCredentials;
import io.tributary.connectors.oracle.HttpRowOracle;
import io.tributary.connectors.store.MinerListing;
import io.tributary.connectors.store.S3MinerListing;
import io.tributary.connectors.store.S3RangeSource;
import io.tributary.hotkey.chain.ChainClient;
import io.tributary.hotkey.chain.ChainEndpoint;
import io.tributary.hotkey.chain.RpcLimits;
import io.tributary.hotkey.identity.Signer;
import io.tributary.hotkey.identity.Ss58;
import io.tributary.lake.challenge.ChallengeOptions;
import io.tributary.lake.check.RowOracle;
import io.tributary.schemas.SourceId;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The real services of the validation: files and listings on S3, read with credentials that the
 * validator's own hotkey obtains for each miner, and the oracle of the deployment, if it has one.
 * Holds options only; the key is read from its file where it is used. Immutable.
 */
public final class StoreValidationServices implements ValidationServices {

  private static final long serialVersionUID = 1L;

  /** More miners than a subnet has; credentials with a minute of life at least. */
  private static final CacheOptions CACHE =
      new CacheOptions(1024, Duration.ofSeconds(30), Duration.ofMinutes(1));

  /** Longer than a miner's challenges take, so that trouble during them shows after them. */
  private static final Duration TROUBLE_REMEMBERED = Duration.ofHours(1);

  private static final Duration AUTH_TIMEOUT = Duration.ofSeconds(15);

  /**
   * All miners are listed within minutes, but the service gives a hotkey only so much a minute:
   * with pauses up to 1, 2, 4 ... 64 s that minute passes.
   */
  private static final int AUTH_ATTEMPTS = 8;

  private static final Duration AUTH_FIRST_PAUSE = Duration.ofSeconds(1);

  private final LakeReading reading;
  private final ValidationSettings settings;
  private final BeaconOptions beacon;

  /** Services for a job with these options. */
  public StoreValidationServices(
      LakeReading reading, ValidationSettings settings, BeaconOptions beacon) {
    this.reading = Objects.requireNonNull(reading, "reading");
    this.settings = Objects.requireNonNull(settings, "settings");
    this.beacon = Objects.requireNonNull(beacon, "beacon");
  }

  @Override
  public Opened open() throws IOException {
    Signer validator = ValidatorKey.read(Path.of(reading.validatorKey()));
    ReaderCredentials credentials = credentials(validator);
    S3RangeSource source = new S3RangeSource(reading.store(), credentials);
    CanaryKey canary =
        Optional.ofNullable(reading.canary())
            .orElseGet(() -> CanaryKey.of(Ss58.encode(validator.publicKey())));
    Optional<MinerListing> listing =
        reading.listing()
            ? Optional.of(new S3MinerListing(reading.store(), credentials, reading.versioned()))
            : Optional.empty();
    return new Opened(
        validator,
        new S3FileChallenger(source, challenges(), credentials),
        new S3Canary(source, credentials, canary),
        listing,
        reading.oracle() == null ? RowOracle.NONE : new HttpRowOracle(reading.oracle()),
        Optional.of(head()));
  }

  private ChainHead head() {
    List<ChainEndpoint> nodes = beacon.endpoints().stream().map(ChainEndpoint::parse).toList();
    ChainClient chain = new ChainClient(nodes, RpcLimits.DEFAULT);
    return () -> chain.finalizedHead().number();
  }

  private ChallengeOptions challenges() {
    return ChallengeOptions.DEFAULTS
        .withThresholds(settings.thresholds())
        .withMaxTime(reading.fileTime());
  }

  private ReaderCredentials credentials(Signer validator) {
    SecureRandom random = new SecureRandom();
    Clock clock = Clock.systemUTC();
    ClientOptions options =
        new ClientOptions(
            reading.authEndpoint(),
            settings.audience(),
            settings.netuid(),
            EnumSet.allOf(SourceId.class),
            AUTH_TIMEOUT,
            AUTH_ATTEMPTS,
            AUTH_FIRST_PAUSE);
    CredentialCache cache =
        new CredentialCache(
            new HttpCredentialClient(
                options,
                new ReadSigning(validator),
                clock,
                random,
                pause -> TimeUnit.NANOSECONDS.sleep(pause.toNanos())),
            CACHE,
            clock,
            random);
    return new ReaderCredentials(cache, TROUBLE_REMEMBERED, clock);
  }
}
