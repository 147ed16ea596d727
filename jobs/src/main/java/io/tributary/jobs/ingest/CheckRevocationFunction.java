package io.tributary.jobs.ingest;

import io.tributary.connectors.batches.IncomingBatch;
import io.tributary.hotkey.access.SignedRevocation;
import io.tributary.hotkey.identity.InvalidSignatureException;
import io.tributary.hotkey.wire.MalformedBytesException;
import io.tributary.jobs.flink.ReadTopicFunction;

/** Hands on the revocations of this deployment that their hotkey signed. */
final class CheckRevocationFunction extends ReadTopicFunction<AdmissionNotice> {

  private static final long serialVersionUID = 1L;

  private final String audience;
  private final int netuid;

  CheckRevocationFunction(String audience, int netuid) {
    super(IngestCounts.REVOCATIONS, IngestCounts.INVALID_REVOCATIONS);
    this.audience = audience;
    this.netuid = netuid;
  }

  @Override
  protected AdmissionNotice read(byte[] value, IncomingBatch message)
      throws MalformedBytesException, InvalidSignatureException {
    return new EffectiveRevocation(
        SignedRevocation.decode(value).verifyFor(audience, netuid), message.appendTimeMillis());
  }
}
