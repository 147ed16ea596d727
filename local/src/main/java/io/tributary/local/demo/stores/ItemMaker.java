package io.tributary.local.demo.stores;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Makes any item of the demo's world from its number, and any miner's version of it from a copy
 * number; versions differ in address, counters and time of scraping. Thread-safe.
 */
final class ItemMaker {

  /** Weight of X among the items; Reddit has the rest. As the subnet weighs its sources. */
  static final double SHARE_OF_X = 0.35;

  private static final Duration SPAN = Duration.ofDays(20);
  private static final Duration FRESHEST = Duration.ofMinutes(10);
  private static final double SPELLED_FIRST = 0.2;
  private static final double SPELLED_LATER = 0.85;

  private final long seed;
  private final Instant base;
  private final XPosts xPosts;
  private final RedditItems redditItems;

  ItemMaker(GeneratorOptions options, Instant base) {
    this.seed = options.seed();
    this.base = base;
    People people = new People(options.seed(), options.records());
    this.xPosts = new XPosts(people);
    this.redditItems = new RedditItems(people);
  }

  /** Draws for the fault of a bad record. */
  Draw faultDraw(int item, int attempt) {
    return new Draw(seed, 4, item, attempt);
  }

  /**
   * A version of an item. Items of different numbers have different keys.
   *
   * @param item number of the item
   * @param copy number of the version, from 0
   * @param attempt counts up where the address was taken already
   */
  RecordDraft make(int item, int copy, int attempt) {
    boolean x = new Draw(seed, 5, item).chance(SHARE_OF_X);
    Draw version = new Draw(seed, 2, item, copy, attempt);
    RecordDraft draft = makePlain(item, x, version);
    if (attempt > 0 || version.chance(copy == 0 ? SPELLED_FIRST : SPELLED_LATER)) {
      draft.url(x ? XSpellings.any(draft, version) : RedditSpellings.any(draft, version));
    }
    return draft;
  }

  /** An item of the platform asked for, under its platform's own spelling. */
  RecordDraft makePlain(int item, boolean x, Draw version) {
    Draw own = new Draw(seed, 1, item);
    long secondsAgo =
        FRESHEST.toSeconds()
            + (long) (StrictMath.pow(own.unit(), 1.5) * SPAN.minus(FRESHEST).toSeconds());
    Instant created = base.minusSeconds(secondsAgo).plusMillis(own.below(1_000));
    Instant scraped = created.plusSeconds(version.skewed(7_200, 1.3, 60, 1_500_000));
    RecordDraft draft =
        x
            ? xPosts.make(item, created, own, version)
            : redditItems.make(item, created, own, version);
    draft.scraped((scraped.isAfter(base) ? base : scraped).truncatedTo(ChronoUnit.MINUTES));
    return draft;
  }
}
