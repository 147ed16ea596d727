package io.tributary.lake.check;

/**
 * Rows that were examined, counted. Immutable; tallies of files add up.
 *
 * @param rows rows of examined row groups
 * @param withoutUser of these, without user name
 * @param blank of these, whose content shows nothing
 * @param xRows of these, of X
 * @param xWithViews of those of X, with a view count
 * @param idRowsClaimed rows that the names of the files claim whose id columns were read whole
 * @param idRowsPresent those that have an id
 */
public record ContentTally(
    long rows,
    long withoutUser,
    long blank,
    long xRows,
    long xWithViews,
    long idRowsClaimed,
    long idRowsPresent) {

  /** Nothing. */
  public static final ContentTally NONE = new ContentTally(0, 0, 0, 0, 0, 0, 0);

  /** Both together. */
  public ContentTally plus(ContentTally other) {
    return new ContentTally(
        rows + other.rows,
        withoutUser + other.withoutUser,
        blank + other.blank,
        xRows + other.xRows,
        xWithViews + other.xWithViews,
        idRowsClaimed + other.idRowsClaimed,
        idRowsPresent + other.idRowsPresent);
  }
}
