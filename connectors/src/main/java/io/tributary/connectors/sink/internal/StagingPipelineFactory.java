package io.tributary.connectors.sink.internal;

import java.io.IOException;
import java.io.Serializable;
import org.apache.flink.api.common.TaskInfo;

/** Makes a subtask's staging pipeline on the machine where it runs. */
@FunctionalInterface
public interface StagingPipelineFactory extends Serializable {

  /** Opens encoder, spool and uploader of one subtask. */
  StagingPipeline open(TaskInfo task) throws IOException;
}
