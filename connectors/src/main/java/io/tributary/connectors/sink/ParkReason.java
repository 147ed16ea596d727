package io.tributary.connectors.sink;

/** Why a staged file is parked. The names are stable: they stand on {@code parked-files}. */
public enum ParkReason {
  /** The authentication service or the store refuses the miner's credentials. */
  ACCESS_DENIED,
  /** The store or the authentication service did not answer until the deadline. */
  UNRESOLVED,
  /** The key belongs to another object. */
  KEY_TAKEN,
  /** The store has neither the upload nor the object. Alarmed: rows may have to be sent again. */
  UPLOAD_LOST,
  /** The store refuses the request itself. */
  STORE_REFUSED
}
