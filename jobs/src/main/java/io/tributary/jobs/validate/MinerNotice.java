package io.tributary.jobs.validate;

import io.tributary.schemas.Hotkey;

/** Something that a topic says of a miner and that the next freeze is about. */
sealed interface MinerNotice permits FileNotice, RevocationNotice {

  /** Of whom. */
  Hotkey hotkey();
}
