package io.tributary.hotkey.access;

import io.tributary.hotkey.wire.MalformedBytesException;
import io.tributary.hotkey.wire.WireReader;

/** What the credentials asked for are to be used for. */
public enum AccessPurpose {
  /** Write files under one's own prefixes. */
  UPLOAD(0),
  /** Read a miner's files. */
  READ(1);

  private final int position;

  AccessPurpose(int position) {
    this.position = position;
  }

  /** The position of the symbol in the Avro enum. */
  int position() {
    return position;
  }

  static AccessPurpose read(WireReader reader) throws MalformedBytesException {
    return reader.choice(2) == 0 ? UPLOAD : READ;
  }
}
