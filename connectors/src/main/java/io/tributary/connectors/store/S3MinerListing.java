package io.tributary.connectors.store;

import io.tributary.connectors.credentials.CredentialSource;
import io.tributary.schemas.Hotkey;
import io.tributary.schemas.ObjectKey;
import io.tributary.schemas.SourceId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Lists a miner's objects on S3, page by page. It fails rather than answer a part: when a page is
 * not answered, when pages go round in circles, when an object lies elsewhere than asked for, or is
 * listed twice as two different ones.
 */
public final class S3MinerListing implements MinerListing {

  private final ListingPages pages;

  /**
   * Opens no connection yet. The credentials stay open when this is closed.
   *
   * @param credentials to list each miner's prefixes
   * @param versioned whether the bucket keeps versions
   */
  public S3MinerListing(StoreOptions options, CredentialSource credentials, boolean versioned) {
    this(new S3ListingPages(options, credentials, versioned));
  }

  S3MinerListing(ListingPages pages) {
    this.pages = pages;
  }

  @Override
  public List<ListedObject> list(Hotkey miner) throws StoreException, InterruptedException {
    List<ListedObject> objects = new ArrayList<>();
    for (SourceId source : SourceId.values()) {
      list(miner, ObjectKey.prefix(source, miner), objects);
    }
    return objects;
  }

  private void list(Hotkey miner, String prefix, List<ListedObject> into)
      throws StoreException, InterruptedException {
    Map<String, ListedObject> seen = new HashMap<>();
    Set<String> tokens = new HashSet<>();
    Optional<String> token = Optional.empty();
    do {
      if (Thread.interrupted()) {
        throw new InterruptedException("while listing " + prefix);
      }
      ListingPages.Page page = page(miner, prefix, token);
      for (ListedObject object : page.objects()) {
        require(object.path().startsWith(prefix), prefix, "shows " + object.path());
        ListedObject before = seen.put(object.path(), object);
        require(before == null || before.equals(object), prefix, "shows an object as two");
        if (before == null) {
          into.add(object);
        }
      }
      token = page.next();
      require(token.isEmpty() || tokens.add(token.get()), prefix, "goes round in circles");
    } while (token.isPresent());
  }

  private ListingPages.Page page(Hotkey miner, String prefix, Optional<String> token)
      throws StoreException, InterruptedException {
    try {
      return pages.page(miner, prefix, token);
    } catch (StoreException e) {
      if (e.failure() == StoreFailure.INTERRUPTED && Thread.interrupted()) {
        throw new InterruptedException(e.getMessage());
      }
      throw e;
    }
  }

  private static void require(boolean holds, String prefix, String otherwise)
      throws StoreException {
    if (!holds) {
      throw new StoreException(
          StoreFailure.UNSUPPORTED, "the listing of " + prefix + " " + otherwise);
    }
  }

  @Override
  public void close() {
    pages.close();
  }
}
