package io.tributary.connectors.sink.internal;

import io.tributary.connectors.sink.SinkServices;
import io.tributary.connectors.sink.StagedFile;
import java.io.IOException;
import java.time.Duration;
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
    return new MinerFileCommitter(opened, completer, deadline, parallelism, context.metricGroup());
  }

  @Override
  public SimpleVersionedSerializer<StagedFile> getCommittableSerializer() {
    return new StagedFileSerializer();
  }
}
