package io.tributary.connectors.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Follows the pages of a listing to their end: the one rule for all listings of S3. It fails rather
 * than answer a part, and after bounded work: when pages go round in circles, bring nothing new or
 * never end, when an object lies elsewhere than asked for, or is listed twice as two different
 * ones. For one thread and one listing.
 */
final class ListingWalk {

  /** Pages in a row without anything new: S3 may answer a few, where it skips what is gone. */
  static final int MOST_IDLE_PAGES = 100;

  /** A hundred million objects in pages of a thousand, more than anybody's memory holds. */
  static final int MOST_PAGES = 100_000;

  /** Asks for a page. */
  @FunctionalInterface
  interface Pages<X extends Exception> {
    ListingPages.Page page(Optional<String> token) throws StoreException, X;
  }

  private final String prefix;
  private final Map<String, ListedObject> seen = new HashMap<>();
  private final Set<String> others = new HashSet<>();
  private final List<ListedObject> objects = new ArrayList<>();

  private ListingWalk(String prefix) {
    this.prefix = prefix;
  }

  /**
   * All objects under a prefix, each once, in the order of the store.
   *
   * @throws StoreException if not all could be listed
   * @throws X if a page throws it
   */
  static <X extends Exception> List<ListedObject> all(String prefix, Pages<X> pages)
      throws StoreException, X {
    ListingWalk walk = new ListingWalk(prefix);
    walk.walk(pages);
    return walk.objects;
  }

  private <X extends Exception> void walk(Pages<X> pages) throws StoreException, X {
    Set<String> tokens = new HashSet<>();
    Optional<String> token = Optional.empty();
    int idle = 0;
    do {
      ListingPages.Page page = pages.page(token);
      idle = take(page) ? 0 : idle + 1;
      token = page.next();
      if (token.isPresent()) {
        require(tokens.add(token.get()), "goes round in circles");
        require(idle < MOST_IDLE_PAGES, "goes on for " + idle + " pages without anything new");
        require(tokens.size() < MOST_PAGES, "has no end after " + tokens.size() + " pages");
      }
    } while (token.isPresent());
  }

  /** Whether the page brings anything new. */
  private boolean take(ListingPages.Page page) throws StoreException {
    boolean isNew = others.addAll(page.others());
    for (ListedObject object : page.objects()) {
      require(object.path().startsWith(prefix), "shows " + object.path());
      ListedObject before = seen.putIfAbsent(object.path(), object);
      require(before == null || before.equals(object), "shows an object as two");
      if (before == null) {
        objects.add(object);
        isNew = true;
      }
    }
    return isNew;
  }

  private void require(boolean holds, String otherwise) throws StoreException {
    if (!holds) {
      throw new StoreException(
          StoreFailure.UNSUPPORTED, "the listing of " + prefix + " " + otherwise);
    }
  }
}
