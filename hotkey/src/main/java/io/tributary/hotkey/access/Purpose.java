package io.tributary.hotkey.access;

import io.tributary.hotkey.wire.MalformedBytesException;
import io.tributary.hotkey.wire.WireReader;

/** What a session grant empowers a key to do: one of them, never both. */
public enum Purpose {
  /** Sign batches of records. */
  BATCH(0),
  /** Obtain access to the miner's own prefixes and sign manifests of files in them. */
  ACCESS(1);

  private final int position;

  Purpose(int position) {
    this.position = position;
  }

  /** The position of the symbol in the Avro enum. */
  int position() {
    return position;
  }

  static Purpose read(WireReader reader) throws MalformedBytesException {
    return reader.choice(2) == 0 ? BATCH : ACCESS;
  }
}
