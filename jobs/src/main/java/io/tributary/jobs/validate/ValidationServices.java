package io.tributary.jobs.validate;

import io.tributary.connectors.challenge.Canary;
import io.tributary.connectors.challenge.FileChallenger;
import io.tributary.connectors.store.MinerListing;
import io.tributary.hotkey.identity.Signer;
import io.tributary.lake.check.RowOracle;
import java.io.IOException;
import java.io.Serializable;
import java.util.Objects;
import java.util.Optional;

/**
 * What the validation talks to, opened on the machine where it is used. Holds no key and no
 * connection itself.
 */
@FunctionalInterface
public interface ValidationServices extends Serializable {

  /**
   * Opens them for one subtask, which closes them.
   *
   * @throws IOException if a key cannot be read or a service cannot be opened
   */
  Opened open() throws IOException;

  /**
   * Opened services.
   *
   * @param validator signs freezes and verdicts; its key is the validator's hotkey
   * @param challenger of files
   * @param canary an object of the validator's own
   * @param listing of miners' objects; empty if stores are not listed
   * @param oracle looks at rows again; {@link RowOracle#NONE} if the deployment has none
   * @param head asked before a miner is frozen; empty if only the beacon's blocks tell
   */
  record Opened(
      Signer validator,
      FileChallenger challenger,
      Canary canary,
      Optional<MinerListing> listing,
      RowOracle oracle,
      Optional<ChainHead> head)
      implements AutoCloseable {

    /** Checks that all is there. */
    public Opened {
      Objects.requireNonNull(validator, "validator");
      Objects.requireNonNull(challenger, "challenger");
      Objects.requireNonNull(canary, "canary");
      Objects.requireNonNull(listing, "listing");
      Objects.requireNonNull(oracle, "oracle");
      Objects.requireNonNull(head, "head");
    }

    /** Services where only the beacon's blocks tell how far the chain is. */
    public Opened(
        Signer validator,
        FileChallenger challenger,
        Canary canary,
        Optional<MinerListing> listing,
        RowOracle oracle) {
      this(validator, challenger, canary, listing, oracle, Optional.empty());
    }

    @Override
    public void close() throws IOException {
      try (FileChallenger closesLast = challenger) {
        if (listing.isPresent()) {
          listing.get().close();
        }
      }
    }
  }
}
