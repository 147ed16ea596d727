package io.tributary.auth.evidence;

import java.io.IOException;

/** Append-only store of evidence. Implementations are thread-safe. */
public interface EvidenceLog {

  /**
   * Appends an entry, durably once this returns.
   *
   * @return SHA-256 of the entry's stored form, lower-case hex
   */
  String append(EvidenceEntry entry) throws IOException;
}
