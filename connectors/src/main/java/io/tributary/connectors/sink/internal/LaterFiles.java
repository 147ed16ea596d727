package io.tributary.connectors.sink.internal;

import io.tributary.connectors.sink.LinePosition;
import io.tributary.connectors.sink.StagedFile;
import io.tributary.lake.proof.CommittedFile;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the files of a line say of a place on it: which are later, and whether some of before have
 * been withdrawn since. Remembers where later files were carried and nothing else, so that it holds
 * little when a job goes on from its newest checkpoint. Not thread-safe.
 */
public final class LaterFiles implements LineReader {

  private final String lineage;
  private final LinePosition position;
  private final Map<String, LinePosition> committed = new HashMap<>();
  private final Map<String, LinePosition> parked = new HashMap<>();
  private LinePosition lost;

  /**
   * @param lineage the line of checkpoints; files of others do not count
   * @param position a place on it
   */
  public LaterFiles(String lineage, LinePosition position) {
    this.lineage = lineage;
    this.position = position;
  }

  @Override
  public void committed(CommittedFile file) {
    LinePosition carried = new LinePosition(file.epoch(), file.checkpointId());
    boolean ours = file.lineage().equals(lineage);
    if (ours && !file.isWithdrawn() && carried.isAfter(position)) {
      committed.put(file.key().path(), carried);
    } else {
      committed.remove(file.key().path());
    }
    // A start from here that began after the withdrawal has written the rows once more.
    if (ours && file.withdrawnBy() > position.epoch() && !carried.isAfter(position)) {
      lost = carried;
    }
  }

  @Override
  public void parked(StagedFile file) {
    if (file.lineage().equals(lineage) && file.position().isAfter(position)) {
      parked.put(file.key().path(), file.position());
    } else {
      parked.remove(file.key().path());
    }
  }

  @Override
  public void unparked(String key) {
    parked.remove(key);
  }

  /** The newest place after this one of which files are in the lake or parked, if there is one. */
  public Optional<LinePosition> newest() {
    return Stream.concat(committed.values().stream(), parked.values().stream())
        .max(LinePosition::compareTo);
  }

  /** Where a file was carried that a state of this place counts on and that is withdrawn. */
  public Optional<LinePosition> lost() {
    return Optional.ofNullable(lost);
  }
}
