package io.tributary.connectors.challenge;

import io.tributary.connectors.credentials.ReaderCredentials;
import io.tributary.connectors.store.S3RangeSource;
import io.tributary.lake.challenge.ReadException;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A canary on S3: an object under somebody's prefix, read as the files of miners are. It also
 * counts as unreadable while the reader itself is in trouble, because credentials of its own prefix
 * may still be had when those of miners cannot. Thread-safe.
 */
public final class S3Canary implements Canary {

  private static final Logger LOG = LoggerFactory.getLogger(S3Canary.class);
  private static final String READABLE = "";

  private final S3RangeSource source;
  private final ReaderCredentials reader;
  private final CanaryKey key;

  /** Why it could not be read when it was asked for last. */
  private final AtomicReference<String> last = new AtomicReference<>(READABLE);

  /**
   * @param source where it is read
   * @param reader whose credentials the source uses
   * @param key where it lies
   */
  public S3Canary(S3RangeSource source, ReaderCredentials reader, CanaryKey key) {
    this.source = Objects.requireNonNull(source, "source");
    this.reader = Objects.requireNonNull(reader, "reader");
    this.key = Objects.requireNonNull(key, "key");
  }

  @Override
  public boolean isReadable() throws InterruptedException {
    String trouble = trouble();
    if (Thread.interrupted()) {
      throw new InterruptedException("while the canary was read");
    }
    String before = last.getAndSet(trouble);
    if (trouble.equals(READABLE) && !before.equals(READABLE)) {
      LOG.info("The canary {} is readable", key);
    } else if (!trouble.equals(READABLE) && before.equals(READABLE)) {
      LOG.warn(
          "The canary {} is not readable, so that no missing evidence is held against a miner: {}",
          key,
          trouble);
    }
    return trouble.equals(READABLE);
  }

  private String trouble() {
    try {
      source.requireReadable(key.owner(), key.path());
    } catch (ReadException e) {
      return e.fault() + ", " + e.getMessage();
    }
    return reader.isTroubled() ? "credentials were not to be had lately" : READABLE;
  }
}
