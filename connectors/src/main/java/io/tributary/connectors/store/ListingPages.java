package io.tributary.connectors.store;

import io.tributary.schemas.Hotkey;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Pages of a listing, as a store answers them. Thread-safe. */
interface ListingPages extends AutoCloseable {

  /**
   * A page.
   *
   * @param objects what is on it
   * @param others names of what else it shows, such as old versions: that it went on
   * @param next names the page after it; empty if it is the last
   */
  record Page(List<ListedObject> objects, List<String> others, Optional<String> next) {

    /** A page of objects only. */
    public Page(List<ListedObject> objects, Optional<String> next) {
      this(objects, List.of(), next);
    }

    /** Copies the lists. */
    public Page {
      objects = List.copyOf(objects);
      others = List.copyOf(others);
      Objects.requireNonNull(next, "next");
    }
  }

  /**
   * One page of the current objects under a prefix.
   *
   * @param miner whose prefix it is
   * @param token which page; empty for the first
   * @throws StoreException if it is not answered whole
   */
  Page page(Hotkey miner, String prefix, Optional<String> token) throws StoreException;

  @Override
  void close();
}
