package io.tributary.connectors.store;

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
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/**
 * Lists a miner's objects on S3, page by page. It fails rather than answer a part: when a page is
 * not answered, when pages go round in circles, when an object lies elsewhere than asked for, or is
 * listed twice as two different ones.
 */
public final class S3MinerListing implements MinerListing {

  private final ListingPages pages;

  /**
   * Opens no connection yet.
   *
   * @param credentials may list all miners' prefixes
   * @param versioned whether the bucket keeps versions
   */
  public S3MinerListing(
      StoreOptions options, AwsCredentialsProvider credentials, boolean versioned) {
    this(new S3ListingPages(options, credentials, versioned));
  }

  S3MinerListing(ListingPages pages) {
    this.pages = pages;
  }

  @Override
  public List<ListedObject> list(Hotkey miner) throws StoreException, InterruptedException {
    List<ListedObject> objects = new ArrayList<>();
    for (SourceId source : SourceId.values()) {
      list(ObjectKey.prefix(source, miner), objects);
    }
    return objects;
  }

  private void list(String prefix, List<ListedObject> into)
      throws StoreException, InterruptedException {
    Map<String, ListedObject> seen = new HashMap<>();
    Set<String> tokens = new HashSet<>();
    Optional<String> token = Optional.empty();
    do {
      if (Thread.interrupted()) {
        throw new InterruptedException("while listing " + prefix);
      }
      ListingPages.Page page = pages.page(prefix, token);
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
