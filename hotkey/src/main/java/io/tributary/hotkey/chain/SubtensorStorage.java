package io.tributary.hotkey.chain;

/**
 * Keys of what Bittensor's chain stores of a subnet. The prefixes are twox-128 of the pallet's name
 * followed by twox-128 of the item's: constants, because the names do not change. Thread-safe.
 */
public final class SubtensorStorage {

  static final String SUBTENSOR_MODULE = "658faa385070e074c85bf6b568cf0555";
  static final String UIDS = SUBTENSOR_MODULE + "aab1b4e78e1ea8305462ee53b3686dc8";
  static final String KEYS = SUBTENSOR_MODULE + "9f99a2ce711f3a31b2fc05604c93f179";
  static final String VALIDATOR_PERMIT = SUBTENSOR_MODULE + "56af5b07ace59da2c9d7f0d48bc93143";
  static final String SUBNETWORK_N = SUBTENSOR_MODULE + "a1048e9d244171852dfe8db314dc68ca";
  static final String TIMESTAMP_NOW =
      "f0c365c3cf59d671eb72da0e7a4113c4" + "9f1f0515f462cdcf84e0f1d6045dfcbb";

  private SubtensorStorage() {}

  /** {@code SubtensorModule.Uids}: the uid of a hotkey, u16; nothing if it is not registered. */
  public static StorageKey uid(int netuid, byte[] publicKey) {
    return StorageKey.item(UIDS).identity(netuid).blake2Concat(publicKey).end();
  }

  /** {@code SubtensorModule.Keys}: the public key at a uid, 32 bytes. */
  public static StorageKey key(int netuid, int uid) {
    return StorageKey.item(KEYS).identity(netuid).identity(uid).end();
  }

  /** {@code SubtensorModule.ValidatorPermit}: a bool for each uid. */
  public static StorageKey validatorPermits(int netuid) {
    return StorageKey.item(VALIDATOR_PERMIT).identity(netuid).end();
  }

  /** {@code SubtensorModule.SubnetworkN}: how many uids the subnet has, u16. */
  public static StorageKey uidCount(int netuid) {
    return StorageKey.item(SUBNETWORK_N).identity(netuid).end();
  }

  /** {@code Timestamp.Now}: the block's time, u64 milliseconds of Unix time. */
  public static StorageKey blockTime() {
    return StorageKey.item(TIMESTAMP_NOW).end();
  }
}
