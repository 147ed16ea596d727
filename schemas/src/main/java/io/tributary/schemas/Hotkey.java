package io.tributary.schemas;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * The SS58 address of a miner or validator, network prefix 42.
 *
 * <p>An instance has the syntax of such an address: 48 base58 characters that start with {@code 5}.
 * The checksum is checked where addresses enter, by {@code Ss58} of the module {@code hotkey}.
 * Immutable.
 */
public record Hotkey(String address) implements Comparable<Hotkey> {

  private static final Pattern SYNTAX = Pattern.compile("5[1-9A-HJ-NP-Za-km-z]{47}");

  /**
   * @throws IllegalArgumentException if the text does not have the syntax of an address
   */
  public Hotkey {
    Objects.requireNonNull(address, "address");
    if (!isSyntax(address)) {
      throw new IllegalArgumentException("not an SS58 address of 48 characters with prefix 42");
    }
  }

  /** Whether the text has the syntax of an address; says nothing of its checksum. */
  public static boolean isSyntax(String text) {
    return text.length() == 48 && SYNTAX.matcher(text).matches();
  }

  @Override
  public int compareTo(Hotkey other) {
    return address.compareTo(other.address);
  }

  @Override
  public String toString() {
    return address;
  }
}
