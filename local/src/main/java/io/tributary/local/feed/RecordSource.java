package io.tributary.local.feed;

/** Rows that somebody else writes while they are read. Used by one thread at a time. */
interface RecordSource extends AutoCloseable {

  /** Takes rows. */
  interface Visitor {

    /**
     * Takes a row.
     *
     * @return false to end the page after it
     */
    boolean visit(SourceRow row) throws FeedException;

    /** A place that holds no row at all. */
    void unreadable(String problem);
  }

  /** What a pass goes over. */
  enum Pass {
    /** Surely nothing changed since the last pass: there is nothing to read. */
    NOTHING,
    /** Only what came since the last pass. */
    NEWS,
    /** All rows. */
    ALL
  }

  /**
   * Begins a pass.
   *
   * @param mayGrow whether a later pass may find more; if not, an unfinished end is taken as it is
   */
  Pass begin(boolean mayGrow) throws FeedException;

  /**
   * Shows the next rows to the visitor, within a short read transaction.
   *
   * @return false if the pass has come to its end
   */
  boolean readPage(Visitor visitor) throws FeedException;

  /** Forgets how far passes came: the next goes over all rows. */
  void restart();

  @Override
  void close() throws FeedException;
}
