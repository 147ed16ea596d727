package io.tributary.auth;

import io.tributary.auth.evidence.FileEvidenceLog;
import io.tributary.auth.replay.FileReplayJournal;
import io.tributary.auth.replay.MemoryQuota;
import io.tributary.auth.replay.MemoryReplayStore;
import io.tributary.auth.revocation.FileRevocationStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;

/** What one process remembers for itself: in memory, and in a folder that it alone writes to. */
final class FolderState implements AutoCloseable {

  private static final int MOST_USES = 1_000_000;
  private static final int MOST_USES_PER_HOTKEY = 10_000;

  private final AuthState state;
  private final FileEvidenceLog evidence;

  private FolderState(AuthState state, FileEvidenceLog evidence) {
    this.state = state;
    this.evidence = evidence;
  }

  /**
   * Opens the folder, which is created if it is missing.
   *
   * @throws IOException if it cannot be used, or a file in it is broken
   */
  static FolderState open(Path folder, Path revocationsFile, QuotaLimits quota, InstantSource clock)
      throws IOException {
    PrivateFiles.createFolders(folder);
    MemoryReplayStore replays =
        new MemoryReplayStore(
            clock.instant(),
            MOST_USES,
            MOST_USES_PER_HOTKEY,
            new FileReplayJournal(folder.resolve("replay-journal")));
    FileRevocationStore revocations = FileRevocationStore.open(revocationsFile, clock);
    FileEvidenceLog evidence = new FileEvidenceLog(folder.resolve("evidence"));
    return new FolderState(
        new AuthState(
            replays,
            new MemoryQuota(quota),
            revocations,
            new MemoryQuota(RevocationIntake.LIMITS),
            evidence),
        evidence);
  }

  AuthState state() {
    return state;
  }

  @Override
  public void close() {
    evidence.close();
  }
}
