package io.tributary.hotkey.identity;

/** Why a text is not the address of a hotkey. The names are stable and part of the interface. */
public enum AddressFault {
  /** No text at all. */
  EMPTY("is empty"),
  /** A character outside the base58 alphabet, blanks included. */
  CHARACTER("holds a character that is not base58"),
  /** Not prefix, 32 bytes of key and 2 bytes of checksum. */
  LENGTH("does not hold a key of 32 bytes"),
  /** The checksum does not fit: most often a typing error. */
  CHECKSUM("has a wrong checksum"),
  /** An address of another network than 42. */
  PREFIX("has another network prefix than 42"),
  /** A second spelling of an address whose canonical form is another. */
  NOT_CANONICAL("is not the canonical spelling of its key");

  private final String text;

  AddressFault(String text) {
    this.text = text;
  }

  String text() {
    return text;
  }
}
