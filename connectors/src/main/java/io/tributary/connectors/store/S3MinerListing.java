package io.tributary.connectors.store;

import io.tributary.connectors.credentials.CredentialSource;
import io.tributary.schemas.Hotkey;
import io.tributary.schemas.ObjectKey;
import io.tributary.schemas.SourceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Lists a miner's objects on S3, page by page. It fails rather than answer a part: when a page is
 * not answered, or the pages cannot be those of a listing.
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
      String prefix = ObjectKey.prefix(source, miner);
      objects.addAll(ListingWalk.all(prefix, token -> page(miner, prefix, token)));
    }
    return objects;
  }

  private ListingPages.Page page(Hotkey miner, String prefix, Optional<String> token)
      throws StoreException, InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("while listing " + prefix);
    }
    try {
      return pages.page(miner, prefix, token);
    } catch (StoreException e) {
      if (e.failure() == StoreFailure.INTERRUPTED && Thread.interrupted()) {
        throw new InterruptedException(e.getMessage());
      }
      throw e;
    }
  }

  @Override
  public void close() {
    pages.close();
  }
}
