package io.tributary.hotkey.phrase;

import java.util.ArrayList;
import java.util.List;

/** A path of {@code /soft} and {@code //hard} junctions, perhaps of none. Immutable. */
public final class DerivationPath {

  /** The path that leads nowhere else. */
  public static final DerivationPath NONE = new DerivationPath(List.of());

  private static final int MAX_CHARACTERS = 4096;

  private final List<Junction> junctions;

  private DerivationPath(List<Junction> junctions) {
    this.junctions = junctions;
  }

  /**
   * Reads a path; an empty text is none. A password ({@code ///}) is no part of it.
   *
   * @throws InvalidPhraseException if it is something else
   */
  public static DerivationPath parse(String text) throws InvalidPhraseException {
    if (text.length() > MAX_CHARACTERS) {
      throw new InvalidPhraseException(PhraseFault.TOO_LONG);
    }
    List<Junction> junctions = new ArrayList<>();
    int i = 0;
    while (i < text.length()) {
      int slashes = 0;
      while (i < text.length() && text.charAt(i) == '/') {
        slashes++;
        i++;
      }
      int start = i;
      while (i < text.length() && text.charAt(i) != '/') {
        i++;
      }
      if (slashes < 1 || slashes > 2 || start == i) {
        throw new InvalidPhraseException(PhraseFault.PATH);
      }
      junctions.add(Junction.of(slashes == 2, text.substring(start, i)));
    }
    return new DerivationPath(List.copyOf(junctions));
  }

  /** Whether it leads nowhere else. */
  public boolean isEmpty() {
    return junctions.isEmpty();
  }

  /** This path and then another. */
  public DerivationPath then(DerivationPath more) {
    List<Junction> both = new ArrayList<>(junctions);
    both.addAll(more.junctions);
    return new DerivationPath(List.copyOf(both));
  }

  List<Junction> junctions() {
    return junctions;
  }
}
