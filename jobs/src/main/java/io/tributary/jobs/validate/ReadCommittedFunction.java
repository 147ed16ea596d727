package io.tributary.jobs.validate;

import io.tributary.connectors.batches.IncomingBatch;
import io.tributary.hotkey.wire.MalformedBytesException;
import io.tributary.jobs.flink.ReadTopicFunction;
import io.tributary.lake.proof.CommittedFile;

/**
 * Hands on what stands on the topic of committed files. What is no such message names no file that
 * anybody could miss.
 */
final class ReadCommittedFunction extends ReadTopicFunction<MinerNotice> {

  private static final long serialVersionUID = 1L;

  ReadCommittedFunction() {
    super(ValidationCounts.FILE_MESSAGES, ValidationCounts.INVALID_FILE_MESSAGES);
  }

  @Override
  protected MinerNotice read(byte[] value, IncomingBatch message) throws MalformedBytesException {
    try {
      return new FileNotice(
          CommittedFile.decode(value), message.appendTimeMillis(), message.offset());
    } catch (IllegalArgumentException e) {
      MalformedBytesException refused = new MalformedBytesException(e.getMessage());
      refused.initCause(e);
      throw refused;
    }
  }
}
