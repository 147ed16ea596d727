package io.tributary.hotkey.identity;

/** Why a key file is of no use. The names are stable and part of the interface. */
public enum KeyFileFault {
  /** Encrypted by btwallet, and no passphrase is at hand or the way is not read here. */
  ENCRYPTED,
  /** The passphrase does not open it. */
  WRONG_PASSPHRASE,
  /** Too little heap to decrypt it. */
  MEMORY,
  /** Larger than any key file. */
  TOO_LARGE,
  /** Not the JSON object of a key file, or a field of wrong form. */
  MALFORMED,
  /** Neither a secret nor a public key. */
  NO_KEY,
  /** The phrase, which comes before all other secrets, is no phrase of BIP39. */
  PHRASE,
  /** The fields of the file belong to different keys. */
  MISMATCH,
  /** Only the public part. */
  NO_SECRET,
  /** The key is of a scheme that this use does not take. */
  KEY_TYPE
}
