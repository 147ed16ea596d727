package io.tributary.schemas;

import java.util.Objects;

/**
 * The SS58 address of a miner or validator, network prefix 42.
 *
 * <p>An instance has the syntax of such an address: 48 base58 characters that start with {@code 5}.
 * The checksum is checked where addresses enter, by {@code Ss58} of the module {@code hotkey}.
 * Immutable.
 */
public record Hotkey(String address) implements Comparable<Hotkey> {

  private static final int CHARACTERS = 48;

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
    if (text.length() != CHARACTERS || text.charAt(0) != '5') {
      return false;
    }
    for (int i = 1; i < CHARACTERS; i++) {
      if (!isBase58(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  /** Digits and letters of ASCII without those that look alike. */
  private static boolean isBase58(char c) {
    return (c >= '1' && c <= '9')
        || (c >= 'A' && c <= 'Z' && c != 'I' && c != 'O')
        || (c >= 'a' && c <= 'z' && c != 'l');
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
