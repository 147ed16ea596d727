package io.tributary.connectors.rewind;

import io.tributary.connectors.sink.LinePosition;
import io.tributary.connectors.sink.RewindRange;
import io.tributary.connectors.sink.StagedFile;
import io.tributary.connectors.sink.StaleRestoreException;
import io.tributary.connectors.sink.internal.LaterFiles;
import io.tributary.connectors.sink.internal.LineReader;
import io.tributary.lake.proof.CommittedFile;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides, from what stands on the logs of files, which of them a rewind withdraws. Pure; not
 * thread-safe.
 */
final class RewindPlan implements LineReader {

  private final String lineage;
  private final RewindRange range;
  private final LaterFiles later;
  private final Map<String, CommittedFile> committed = new HashMap<>();
  private final Map<String, StagedFile> parked = new HashMap<>();

  RewindPlan(String lineage, RewindRange range) {
    this.lineage = lineage;
    this.range = range;
    this.later = new LaterFiles(lineage, range.after());
  }

  @Override
  public void committed(CommittedFile file) {
    later.committed(file);
    if (file.lineage().equals(lineage) && !file.isWithdrawn() && range.covers(position(file))) {
      committed.put(file.key().path(), file);
    } else {
      committed.remove(file.key().path());
    }
  }

  @Override
  public void parked(StagedFile file) {
    later.parked(file);
    if (file.lineage().equals(lineage) && range.covers(file.position())) {
      parked.put(file.key().path(), file);
    } else {
      parked.remove(file.key().path());
    }
  }

  @Override
  public void unparked(String key) {
    later.unparked(key);
    parked.remove(key);
  }

  /**
   * Refuses a rewind after which the job could not start, or would lose rows. One that has been
   * carried out before has nothing left to do and is not refused.
   *
   * @throws StaleRestoreException if files of before the range were withdrawn
   * @throws IOException if there are files to withdraw and later ones beside them
   */
  void require() throws IOException {
    if (later.lost().isPresent()) {
      throw StaleRestoreException.abandoned(lineage, range.after(), later.lost().get());
    }
    Optional<LinePosition> newest = later.newest();
    boolean any = !committed.isEmpty() || !parked.isEmpty();
    if (any && newest.isPresent() && newest.get().isAfter(range.upTo())) {
      throw new IOException(
          "nothing is withdrawn: "
              + lineage
              + " has files up to "
              + newest.get()
              + ", which is after "
              + range.upTo()
              + "; give all of them up with --rewind "
              + new RewindRange(range.after(), newest.get())
              + ", or none");
    }
  }

  /**
   * What is in the lake and goes, the latest first: what is left when it breaks off is the line up
   * to an earlier place.
   */
  List<CommittedFile> committed() {
    return committed.values().stream()
        .sorted(
            Comparator.comparing(RewindPlan::position)
                .reversed()
                .thenComparing(f -> f.key().path()))
        .toList();
  }

  /** What is parked and goes, the latest first. */
  List<StagedFile> parked() {
    return parked.values().stream()
        .sorted(
            Comparator.comparing(StagedFile::position)
                .reversed()
                .thenComparing(f -> f.key().path()))
        .toList();
  }

  private static LinePosition position(CommittedFile file) {
    return new LinePosition(file.epoch(), file.checkpointId());
  }
}
