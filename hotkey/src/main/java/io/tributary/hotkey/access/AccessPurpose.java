package io.tributary.hotkey.access;

import io.tributary.hotkey.wire.MalformedBytesException;
import io.tributary.hotkey.wire.WireReader;

/** What the credentials asked for are to be used for. */
public enum AccessPurpose {
  /** Write files under one's own prefixes. */
  UPLOAD(0),
  /** Read a miner's files. */
  READ(1),
  /** Write single files of one's own into the inbox, which no table reads. */
  INBOX(2);

  private final int position;

  AccessPurpose(int position) {
    this.position = position;
  }

  /** The position of the symbol in the Avro enum. */
  int position() {
    return position;
  }

  static AccessPurpose read(WireReader reader) throws MalformedBytesException {
    return values()[reader.choice(values().length)];
  }
}
