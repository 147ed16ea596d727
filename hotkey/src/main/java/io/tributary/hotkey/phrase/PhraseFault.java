package io.tributary.hotkey.phrase;

/**
 * Why a text is no phrase or secret to derive a key from. The names are stable and part of the
 * interface.
 */
public enum PhraseFault {
  /** Not 12, 15, 18, 21 or 24 words; no word at all, too. */
  WORD_COUNT("has not 12, 15, 18, 21 or 24 words"),
  /** A word that is not in the English list of BIP39. */
  UNKNOWN_WORD("holds a word that is not in the English list of BIP39"),
  /** All words are known but do not belong together: most often two were exchanged. */
  CHECKSUM("has a wrong checksum: a word is wrong or at the wrong place"),
  /** A seed that is not 0x and 64 hex digits. */
  SEED("is not 0x and the 64 hex digits of a seed"),
  /** A path that is not made of /soft and //hard junctions. */
  PATH("has a path that is not made of /soft and //hard junctions"),
  /** A password beside a seed, which takes none. */
  PASSWORD("is a seed, which takes no password"),
  /** A soft junction for ed25519, which has hard ones only. */
  SOFT_JUNCTION("has a soft junction, but ed25519 keys have hard ones only"),
  /** Longer than any secret. */
  TOO_LONG("is longer than any phrase with its path");

  private final String text;

  PhraseFault(String text) {
    this.text = text;
  }

  String text() {
    return text;
  }
}
