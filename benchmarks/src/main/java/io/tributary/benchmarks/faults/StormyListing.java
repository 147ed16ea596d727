package io.tributary.benchmarks.faults;

import io.tributary.connectors.store.ListedObject;
import io.tributary.connectors.store.MinerListing;
import io.tributary.connectors.store.StoreException;
import io.tributary.lake.epoch.ObjectVersion;
import io.tributary.schemas.Hotkey;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A listing that is behind: objects are missing, old, or there no more. Thread-safe. */
record StormyListing(MinerListing listing, Weather weather) implements MinerListing {

  private static final ObjectVersion OLD = ObjectVersion.etag("0123456789abcdef0123456789abcdef");
  private static final Duration AGE = Duration.ofHours(2);

  @Override
  public List<ListedObject> list(Hotkey miner) throws StoreException, InterruptedException {
    List<ListedObject> shown = new ArrayList<>();
    for (ListedObject object : listing.list(miner)) {
      if (weather.strikes(Fault.LISTING_MISSES)) {
        continue;
      }
      boolean stale = weather.strikes(Fault.LISTING_STALE);
      shown.add(stale ? old(object, object.path()) : object);
      if (stale) {
        shown.add(old(object, object.path() + ".deleted"));
      }
    }
    return shown;
  }

  private static ListedObject old(ListedObject object, String path) {
    return new ListedObject(path, OLD, object.sizeBytes(), Instant.now().minus(AGE));
  }

  @Override
  public void close() throws IOException {
    listing.close();
  }
}
