package io.tributary.connectors.beacon;

import java.util.List;
import java.util.Optional;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;

/** Gives the one split to the first reader that comes, and to the next if that one is lost. */
final class BeaconEnumerator implements SplitEnumerator<BeaconSplit, Optional<BeaconSplit>> {

  private final SplitEnumeratorContext<BeaconSplit> context;

  /** The split while nobody has it. */
  private Optional<BeaconSplit> unassigned;

  BeaconEnumerator(SplitEnumeratorContext<BeaconSplit> context, Optional<BeaconSplit> unassigned) {
    this.context = context;
    this.unassigned = unassigned;
  }

  @Override
  public void start() {
    // Readers come by themselves.
  }

  @Override
  public void handleSplitRequest(int subtask, String host) {
    assignTo(subtask);
  }

  @Override
  public void addReader(int subtask) {
    assignTo(subtask);
  }

  private void assignTo(int subtask) {
    if (context.registeredReaders().containsKey(subtask)) {
      unassigned.ifPresent(split -> context.assignSplit(split, subtask));
      unassigned = Optional.empty();
    }
  }

  @Override
  public void addSplitsBack(List<BeaconSplit> splits, int subtask) {
    if (!splits.isEmpty()) {
      unassigned = Optional.of(splits.get(0));
      context.registeredReaders().keySet().stream().findFirst().ifPresent(this::assignTo);
    }
  }

  @Override
  public Optional<BeaconSplit> snapshotState(long checkpointId) {
    return unassigned;
  }

  @Override
  public void close() {
    // It holds nothing.
  }
}
