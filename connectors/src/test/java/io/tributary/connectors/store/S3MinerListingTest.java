package io.tributary.connectors.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.lake.epoch.ObjectVersion;
import io.tributary.schemas.Hotkey;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class S3MinerListingTest {

  private static final Hotkey MINER = new Hotkey("5" + "C".repeat(47));
  private static final String PREFIX = "data/2/" + MINER + "/";

  private final Map<String, ListingPages.Page> pages = new HashMap<>();

  private static ListedObject object(String name, String etag) {
    return new ListedObject(PREFIX + name, ObjectVersion.etag(etag), 7, Instant.EPOCH);
  }

  private void page(String token, String next, ListedObject... objects) {
    pages.put(token, new ListingPages.Page(List.of(objects), Optional.ofNullable(next)));
  }

  private List<ListedObject> list() throws StoreException, InterruptedException {
    ListingPages fake =
        new ListingPages() {
          @Override
          public Page page(Hotkey miner, String prefix, Optional<String> token)
              throws StoreException {
            if (!prefix.equals(PREFIX)) {
              return new Page(List.of(), Optional.empty());
            }
            Page page = pages.get(token.orElse(""));
            if (page == null) {
              throw new StoreException(StoreFailure.UNAVAILABLE, "no answer");
            }
            return page;
          }

          @Override
          public void close() {}
        };
    try (S3MinerListing listing = new S3MinerListing(fake)) {
      return listing.list(MINER);
    }
  }

  private void assertRefused(String message) {
    assertThatThrownBy(this::list).isInstanceOf(StoreException.class).hasMessageContaining(message);
  }

  @Test
  void allPagesAreRead() throws Exception {
    page("", "2", object("a", "1"), object("b", "1"));
    page("2", "3", object("b", "1"));
    page("3", null, object("c", "1"));
    assertThat(list()).containsExactly(object("a", "1"), object("b", "1"), object("c", "1"));
  }

  @Test
  void aPartIsNeverAnswered() {
    page("", "2", object("a", "1"));
    assertRefused("UNAVAILABLE: no answer");
  }

  @Test
  void listingsThatCannotBeTrueAreRefused() {
    page("", "2", object("a", "1"));
    page("2", "2", object("b", "1"));
    assertRefused("goes round in circles");
    page("2", null, object("a", "2"));
    assertRefused("shows an object as two");
    page("2", null, new ListedObject("data/2/other", ObjectVersion.etag("1"), 7, Instant.EPOCH));
    assertRefused("shows data/2/other");
  }
}
