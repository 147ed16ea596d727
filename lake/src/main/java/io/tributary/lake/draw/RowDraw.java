package io.tributary.lake.draw;

/**
 * A row that was drawn; the whole row group that holds it is to be examined. Which group that is,
 * the file's proven footer says. Immutable.
 *
 * @param kind why it was drawn
 * @param file index of its file in the frozen set
 * @param row position of the row in its file, from 0
 */
public record RowDraw(Kind kind, int file, long row) {

  /** Why a row was drawn. */
  public enum Kind {
    /** Uniformly over all rows. */
    ROWS("rows"),
    /** Uniformly over all files, then over the file's rows. */
    FILES("files"),
    /** By what looks odd about a file, then uniformly over its rows. */
    SUSPICION("suspicion"),
    /** Its file is one of those with the most rows. */
    LARGEST("largest"),
    /** Its file came undecided from an earlier epoch. */
    CARRIED_OVER("carried-over");

    private final String label;

    Kind(String label) {
      this.label = label;
    }

    /** Label of the stream of these draws. */
    public String label() {
      return label;
    }

    /** Whether the formula of detection counts these draws. */
    public boolean counts() {
      return this == ROWS || this == FILES;
    }
  }
}
