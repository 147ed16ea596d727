package io.tributary.connectors.rewind;

import io.tributary.connectors.sink.RewindRange;
import io.tributary.connectors.sink.StagedFile;
import io.tributary.connectors.sink.internal.KafkaCommitLog;
import io.tributary.connectors.sink.internal.KafkaLineageLog;
import io.tributary.connectors.sink.internal.LineageLog;
import io.tributary.connectors.sink.internal.WithdrawalLog;
import io.tributary.connectors.store.ObjectHead;
import io.tributary.connectors.store.StoreOptions;
import io.tributary.lake.proof.CommittedFile;
import java.io.IOException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;

/**
 * Withdraws the files of a stretch of a line of checkpoints, after which a job may go on from where
 * the stretch begins: first the object goes, then that is published.
 *
 * <p><b>Guarantees.</b> An object that is not the very file which the log names is never removed.
 * It may be broken off anywhere and given again; given again later, it touches nothing that was
 * written since. <b>The user's duty:</b> no job of this line runs meanwhile. Belongs to one thread.
 */
public final class Rewind implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Rewind.class);
  private static final String MANIFEST = "tributary-manifest";

  private final LineageLog lineageLog;
  private final RewindStore store;
  private final WithdrawalLog withdrawals;

  /** With these, which are closed with it. */
  Rewind(LineageLog lineageLog, RewindStore store, WithdrawalLog withdrawals) {
    this.lineageLog = lineageLog;
    this.store = store;
    this.withdrawals = withdrawals;
  }

  /**
   * On a lake, with the credentials that AWS's tools would find on this machine.
   *
   * @param store where files are
   * @param kafka client properties, at least {@code bootstrap.servers}
   * @param committedTopic manifests of committed files
   * @param parkedTopic staged files that wait
   */
  public static Rewind open(
      StoreOptions store, Properties kafka, String committedTopic, String parkedTopic) {
    return new Rewind(
        new KafkaLineageLog(kafka, committedTopic, parkedTopic),
        new S3RewindStore(store, DefaultCredentialsProvider.builder().build()),
        new KafkaCommitLog(kafka, committedTopic, parkedTopic));
  }

  /**
   * Withdraws.
   *
   * @param lineage the line of checkpoints
   * @param range the stretch
   * @param epoch the start of the job that follows; later than the stretch
   * @throws io.tributary.connectors.sink.StaleRestoreException if the stretch begins where no job
   *     may start
   * @throws IOException if the range leaves out later files, an object is not the file that it
   *     should be, or the store or Kafka fail
   */
  public RewindResult run(String lineage, RewindRange range, long epoch)
      throws IOException, InterruptedException {
    if (epoch <= range.upTo().epoch()) {
      throw new IllegalArgumentException(
          "start " + epoch + " does not follow " + range.upTo() + ", which it rewinds");
    }
    RewindPlan plan = new RewindPlan(lineage, range);
    lineageLog.read(Instant.EPOCH, plan);
    plan.require();
    long rows = 0;
    for (CommittedFile file : plan.committed()) {
      withdraw(file, epoch);
      rows += file.key().rows();
    }
    for (StagedFile file : plan.parked()) {
      withdraw(file, epoch);
    }
    RewindResult result = new RewindResult(plan.committed().size(), rows, plan.parked().size());
    LOG.info("{} of {} withdrawn for start {}: {}", range, lineage, epoch, result);
    return result;
  }

  private void withdraw(CommittedFile file, long epoch) throws IOException, InterruptedException {
    Optional<ObjectHead> head = store.head(file.bucket(), file.key());
    if (head.isPresent()) {
      String manifest = Base64.getEncoder().encodeToString(file.manifest().bytes());
      if (!manifest.equals(head.get().metadata().get(MANIFEST))) {
        throw new IOException(
            file.key()
                + " is not the file that was committed there, and is left alone: see who wrote it,"
                + " move it away and give the same --rewind again");
      }
      store.delete(file.bucket(), file.key());
    }
    // Not before: an object that is withdrawn on the log would stay for ever.
    withdrawals.withdrawn(file.withdrawn(epoch));
    LOG.info("{} is withdrawn, {} rows", file.key(), file.key().rows());
  }

  private void withdraw(StagedFile file, long epoch) throws IOException, InterruptedException {
    store.abort(file.upload());
    Optional<ObjectHead> head = store.head(file.upload().bucket(), file.key());
    // It may be finished without having been published; another's object under its key stays.
    if (head.flatMap(ObjectHead::writeToken).equals(Optional.of(file.writeToken()))) {
      store.delete(file.upload().bucket(), file.key());
    }
    withdrawals.withdrawn(file.committed().withdrawn(epoch));
    withdrawals.unparked(file);
    LOG.info("{} was parked and is withdrawn, {} rows", file.key(), file.rows());
  }

  @Override
  public void close() {
    try (LineageLog closesThird = lineageLog;
        RewindStore closesSecond = store;
        WithdrawalLog closesFirst = withdrawals) {
      // Resources close in reverse order, each of them also when another fails to.
    }
  }
}
