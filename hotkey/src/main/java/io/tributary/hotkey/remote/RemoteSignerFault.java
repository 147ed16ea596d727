package io.tributary.hotkey.remote;

/** Why a remote signer gave no signature. The names are stable and part of the interface. */
public enum RemoteSignerFault {
  /** No connection, or it broke. */
  UNREACHABLE,
  /** No full answer in time. */
  TIMEOUT,
  /** It answered that it does not sign this. */
  REFUSED,
  /** What answered does not speak as a signer does. */
  BAD_ANSWER,
  /** A signature that does not hold for its key and this structure. */
  WRONG_SIGNATURE,
  /** It signs with another key than was expected. */
  WRONG_KEY,
  /** The calling thread was interrupted; it still is. */
  INTERRUPTED
}
