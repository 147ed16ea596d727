package io.tributary.jobs.validate;

import io.tributary.connectors.challenge.CanaryKey;
import io.tributary.connectors.oracle.OracleOptions;
import io.tributary.connectors.store.StoreOptions;
import java.io.Serializable;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;

/**
 * How the lake is read. Names a file with a key, holds none. Immutable.
 *
 * @param store where files are
 * @param versioned whether the bucket keeps versions, which then pin what was frozen
 * @param listing whether miners' objects are listed at each freeze
 * @param authEndpoint the authentication service
 * @param validatorKey file of the validator's hotkey, on every machine
 * @param canary where the canary lies; null for the validator's own prefix
 * @param oracle looks at drawn rows again; null if the deployment has none
 * @param fileTime for one file, until what is not finished stays without evidence
 */
public record LakeReading(
    StoreOptions store,
    boolean versioned,
    boolean listing,
    URI authEndpoint,
    String validatorKey,
    CanaryKey canary,
    OracleOptions oracle,
    Duration fileTime)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Checks that all is there that has to be. */
  public LakeReading {
    Objects.requireNonNull(store, "store");
    Objects.requireNonNull(authEndpoint, "authEndpoint");
    Objects.requireNonNull(validatorKey, "validatorKey");
    Objects.requireNonNull(fileTime, "fileTime");
  }
}
