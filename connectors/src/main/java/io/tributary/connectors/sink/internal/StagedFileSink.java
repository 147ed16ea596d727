package io.tributary.connectors.sink.internal;

import io.tributary.connectors.sink.SinkServices;
import io.tributary.connectors.sink.StagedFile;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** The second half of the sink: takes staged files and commits them after their checkpoint. */
public final class StagedFileSink implements Sink<StagedFile>, SupportsCommitter<StagedFile> {

  private static final long serialVersionUID = 1L;
  private static final Duration FINISH_INTERVAL = Duration.ofSeconds(15);
  private static final Duration FINISH_DEADLINE = Duration.ofSeconds(10);

  private final SinkServices services;
  private final Duration deadline;
  private final int parallelism;

  /**
   * @param deadline for all files of one checkpoint together
   * @param parallelism files at the same time
   */
  public StagedFileSink(SinkServices services, Duration deadline, int parallelism) {
    this.services = services;
    this.deadline = deadline;
    this.parallelism = parallelism;
  }

  @Override
  public SinkWriter<StagedFile> createWriter(WriterInitContext context) {
    return new MinerFileWriter();
  }

  @Override
  public Committer<StagedFile> createCommitter(CommitterInitContext context) throws IOException {
    CommitServices opened = services.openCommit();
    FileCompleter completer =
        new FileCompleter(
            opened.store(),
            opened.credentials(),
            FileCompleter.Pause.SYSTEM,
            () -> ThreadLocalRandom.current().nextLong());
    Committer<StagedFile> committer =
        new MinerFileCommitter(opened, completer, deadline, parallelism, context.metricGroup());
    Optional<ParkedLog> parked =
        context.getTaskInfo().getIndexOfThisSubtask() == 0
            ? services.openParked()
            : Optional.empty();
    if (parked.isEmpty()) {
      return committer;
    }
    ParkedFileFinisher finisher =
        new ParkedFileFinisher(
            parked.get(), opened.log(), completer, FINISH_INTERVAL, FINISH_DEADLINE);
    return new FinishingCommitter(committer, finisher.start());
  }

  @Override
  public SimpleVersionedSerializer<StagedFile> getCommittableSerializer() {
    return new StagedFileSerializer();
  }
}
