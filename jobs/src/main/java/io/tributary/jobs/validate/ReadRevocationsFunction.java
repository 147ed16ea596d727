package io.tributary.jobs.validate;

import io.tributary.connectors.batches.IncomingBatch;
import io.tributary.hotkey.access.SignedRevocation;
import io.tributary.hotkey.identity.InvalidSignatureException;
import io.tributary.hotkey.wire.MalformedBytesException;
import io.tributary.jobs.flink.ReadTopicFunction;

/**
 * Hands on the revocations of this deployment that their hotkey signed, with the digests by which
 * freezes name them.
 */
final class ReadRevocationsFunction extends ReadTopicFunction<MinerNotice> {

  private static final long serialVersionUID = 1L;

  private final String audience;
  private final int netuid;

  ReadRevocationsFunction(String audience, int netuid) {
    super(ValidationCounts.REVOCATIONS, ValidationCounts.INVALID_REVOCATIONS);
    this.audience = audience;
    this.netuid = netuid;
  }

  @Override
  protected MinerNotice read(byte[] value, IncomingBatch message)
      throws MalformedBytesException, InvalidSignatureException {
    SignedRevocation signed = SignedRevocation.decode(value);
    return new RevocationNotice(
        signed.digest(), signed.verifyFor(audience, netuid), message.appendTimeMillis());
  }
}
