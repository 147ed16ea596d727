package io.tributary.lake.proof;

/**
 * One thing that is wrong with a file. Immutable.
 *
 * @param code what kind of fault it is
 * @param detail for people: where, what was found and what was expected
 */
public record Finding(FindingCode code, String detail) {

  @Override
  public String toString() {
    return code + ": " + detail;
  }
}
