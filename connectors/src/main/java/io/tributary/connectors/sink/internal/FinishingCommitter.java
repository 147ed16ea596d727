package io.tributary.connectors.sink.internal;

import io.tributary.connectors.sink.StagedFile;
import java.io.IOException;
import java.util.Collection;
import org.apache.flink.api.connector.sink2.Committer;

/** A committer beside which parked files are finished; both end together. */
record FinishingCommitter(Committer<StagedFile> committer, ParkedFileFinisher finisher)
    implements Committer<StagedFile> {

  @Override
  public void commit(Collection<CommitRequest<StagedFile>> requests)
      throws IOException, InterruptedException {
    committer.commit(requests);
  }

  @Override
  public void close() throws Exception {
    try (committer) {
      finisher.close();
    }
  }
}
