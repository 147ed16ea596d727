package io.tributary.connectors.store;

import io.tributary.schemas.Hotkey;
import java.io.IOException;
import java.util.List;

/** Lists the objects of a miner. Thread-safe. */
public interface MinerListing extends AutoCloseable {

  /**
   * The current objects under all prefixes of a miner, every one of them once.
   *
   * @throws StoreException if not all could be listed: a part of a listing is never answered
   * @throws InterruptedException if the thread is interrupted
   */
  List<ListedObject> list(Hotkey miner) throws StoreException, InterruptedException;

  @Override
  void close() throws IOException;
}
