package io.tributary.hotkey.identity;

/** Signature schemes of btwallet's keys. */
public enum KeyType {
  ED25519("ed25519", 0),
  SR25519("sr25519", 1);

  private final String label;
  private final int cryptoType;

  KeyType(String label, int cryptoType) {
    this.label = label;
    this.cryptoType = cryptoType;
  }

  /** The name in texts: {@code sr25519} or {@code ed25519}. */
  public String label() {
    return label;
  }

  /** The number in key files. */
  public int cryptoType() {
    return cryptoType;
  }
}
