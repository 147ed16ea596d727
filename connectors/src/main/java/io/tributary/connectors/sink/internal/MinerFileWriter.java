package io.tributary.connectors.sink.internal;

import io.tributary.connectors.sink.StagedFile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.connector.sink2.CommittingSinkWriter;

/** Turns the descriptors that arrive before a barrier into that checkpoint's committables. */
final class MinerFileWriter implements CommittingSinkWriter<StagedFile, StagedFile> {

  private List<StagedFile> files = new ArrayList<>();

  @Override
  public void write(StagedFile file, Context context) {
    files.add(file);
  }

  @Override
  public void flush(boolean endOfInput) {
    // Files are staged before they get here: nothing is in flight.
  }

  @Override
  public Collection<StagedFile> prepareCommit() {
    List<StagedFile> committables = files;
    files = new ArrayList<>();
    return committables;
  }

  @Override
  public void close() {
    // Staged uploads stay: checkpoints refer to them.
  }
}
