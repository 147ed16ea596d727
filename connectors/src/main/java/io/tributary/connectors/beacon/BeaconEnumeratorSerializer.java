package io.tributary.connectors.beacon;

import java.io.IOException;
import java.util.Optional;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** Version 1: the split that nobody has, or nothing. */
final class BeaconEnumeratorSerializer implements SimpleVersionedSerializer<Optional<BeaconSplit>> {

  private static final int VERSION = 1;

  private final BeaconSplitSerializer splits = new BeaconSplitSerializer();

  @Override
  public int getVersion() {
    return VERSION;
  }

  @Override
  public byte[] serialize(Optional<BeaconSplit> unassigned) {
    return unassigned.map(splits::serialize).orElse(new byte[0]);
  }

  @Override
  public Optional<BeaconSplit> deserialize(int version, byte[] bytes) throws IOException {
    if (version != VERSION) {
      throw new IOException("the state of a beacon of version " + version);
    }
    return bytes.length == 0 ? Optional.empty() : Optional.of(splits.deserialize(1, bytes));
  }
}
