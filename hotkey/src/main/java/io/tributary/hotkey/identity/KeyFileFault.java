package io.tributary.hotkey.identity;

/** Why a key file is of no use. The names are stable and part of the interface. */
public enum KeyFileFault {
  /** Encrypted by btwallet. */
  ENCRYPTED,
  /** Larger than any key file. */
  TOO_LARGE,
  /** Not the JSON object of a key file, or a field of wrong form. */
  MALFORMED,
  /** Neither a secret nor a public key. */
  NO_KEY,
  /** The only secret is a phrase. */
  PHRASE_ONLY,
  /** The fields of the file belong to different keys. */
  MISMATCH,
  /** Only the public part. */
  NO_SECRET,
  /** The key is of a scheme that this use does not take. */
  KEY_TYPE
}
