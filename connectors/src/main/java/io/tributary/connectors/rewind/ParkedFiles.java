package io.tributary.connectors.rewind;

import io.tributary.connectors.sink.StagedFile;
import io.tributary.connectors.sink.internal.KafkaCommitLog;
import io.tributary.connectors.sink.internal.KafkaParkedLog;
import io.tributary.connectors.sink.internal.ParkedLog;
import io.tributary.connectors.sink.internal.ParkedLog.ParkedFile;
import io.tributary.connectors.sink.internal.WithdrawalLog;
import io.tributary.connectors.store.ObjectHead;
import io.tributary.connectors.store.StoreOptions;
import java.io.IOException;
import java.util.Optional;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;

/**
 * Gives parked files up: the only way in which rows that were accepted never reach the lake, and
 * therefore only done for a file that a person has named.
 *
 * <p>A file that is in the lake is never given up. May be broken off anywhere and given again, also
 * while the job runs. Belongs to one thread.
 */
public final class ParkedFiles implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ParkedFiles.class);

  private final ParkedLog parked;
  private final RewindStore store;
  private final WithdrawalLog log;

  /** With these, which are closed with it. */
  ParkedFiles(ParkedLog parked, RewindStore store, WithdrawalLog log) {
    this.parked = parked;
    this.store = store;
    this.log = log;
  }

  /**
   * Of a lake, with the credentials that AWS's tools would find on this machine.
   *
   * @param store where files are
   * @param kafka client properties, at least {@code bootstrap.servers}
   * @param committedTopic manifests of committed files
   * @param parkedTopic staged files that wait
   */
  public static ParkedFiles open(
      StoreOptions store, Properties kafka, String committedTopic, String parkedTopic) {
    return new ParkedFiles(
        new KafkaParkedLog(kafka, parkedTopic),
        new S3RewindStore(store, DefaultCredentialsProvider.builder().build()),
        new KafkaCommitLog(kafka, committedTopic, parkedTopic));
  }

  /** The file that is parked under a key, if one is. */
  public Optional<StagedFile> find(String key) throws IOException {
    return parked.poll().stream()
        .map(ParkedFile::file)
        .filter(file -> file.key().path().equals(key))
        .findFirst();
  }

  /**
   * Gives a file up: first its upload, then its entry.
   *
   * @throws IOException if it is in the lake by now, or the store or Kafka fail
   */
  public void giveUp(StagedFile file) throws IOException, InterruptedException {
    requireAbsent(file);
    store.abort(file.upload());
    // It may have been finished just before.
    requireAbsent(file);
    log.unparked(file);
    LOG.warn("{} was parked and is given up, with {} rows", file.key(), file.rows());
  }

  private void requireAbsent(StagedFile file) throws IOException {
    Optional<ObjectHead> head = store.head(file.upload().bucket(), file.key());
    if (head.flatMap(ObjectHead::writeToken).equals(Optional.of(file.writeToken()))) {
      throw new IOException(
          file.key() + " is in the lake; a running job takes it off the parked files by itself");
    }
  }

  @Override
  public void close() {
    try (ParkedLog closesThird = parked;
        RewindStore closesSecond = store;
        WithdrawalLog closesFirst = log) {
      // Resources close in reverse order, each of them also when another fails to.
    }
  }
}
