package io.tributary.connectors.sink.internal;

import java.net.URL;
import java.nio.file.Path;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.OperatorSnapshotUtil;

/** Snapshots of operators as an earlier release took them. */
final class GoldenState {

  private GoldenState() {}

  static OperatorSubtaskState read(String name) throws Exception {
    URL file = GoldenState.class.getResource("/golden/" + name + ".bin");
    return OperatorSnapshotUtil.readStateHandle(Path.of(file.toURI()).toString());
  }
}
