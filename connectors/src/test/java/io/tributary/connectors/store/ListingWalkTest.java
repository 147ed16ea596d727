package io.tributary.connectors.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.lake.epoch.ObjectVersion;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What ends a listing that a server would have go on. */
class ListingWalkTest {

  private static final ListedObject A =
      new ListedObject("data/a", ObjectVersion.etag("1"), 7, Instant.EPOCH);

  private int asked;

  private interface Content {
    ListingPages.Page page(int number, Optional<String> next);
  }

  /** As many pages as are told, each with a token of its own. */
  private List<ListedObject> walk(int pages, Content content) throws StoreException {
    return ListingWalk.all(
        "data/",
        token -> {
          int number = ++asked;
          return content.page(
              number, number < pages ? Optional.of("token-" + number) : Optional.empty());
        });
  }

  private void assertEnds(String message, Content content) {
    assertThatThrownBy(() -> walk(Integer.MAX_VALUE, content))
        .isInstanceOf(StoreException.class)
        .hasMessage("UNSUPPORTED: the listing of data/ " + message);
  }

  @Test
  void emptyPagesWithoutEndAreRefused() {
    assertEnds(
        "goes on for 100 pages without anything new",
        (number, next) -> new ListingPages.Page(List.of(), next));
    assertThat(asked).isEqualTo(100);
  }

  @Test
  void theSamePageWithoutEndIsRefused() {
    assertEnds(
        "goes on for 100 pages without anything new",
        (number, next) -> new ListingPages.Page(List.of(A), List.of("data/b\nv1"), next));
    assertThat(asked).isEqualTo(101);
  }

  @Test
  void newThingsWithoutEndAreRefused() {
    assertEnds(
        "has no end after 100000 pages",
        (number, next) -> new ListingPages.Page(List.of(), List.of("data/" + number), next));
    assertThat(asked).isEqualTo(ListingWalk.MOST_PAGES);
  }

  @Test
  void someEmptyPagesAndManyOfOldVersionsAreRead() throws Exception {
    assertThat(
            walk(
                100,
                (number, next) ->
                    new ListingPages.Page(number == 100 ? List.of(A) : List.of(), next)))
        .containsExactly(A);
    asked = 0;
    assertThat(
            walk(
                1000,
                (number, next) ->
                    number == 1000
                        ? new ListingPages.Page(List.of(A), next)
                        : new ListingPages.Page(List.of(), List.of("data/0\nv" + number), next)))
        .containsExactly(A);
  }
}
