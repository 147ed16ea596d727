package io.tributary.connectors.beacon;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** Version 1: number of the last block, 8 bytes. */
final class BeaconSplitSerializer implements SimpleVersionedSerializer<BeaconSplit> {

  private static final int VERSION = 1;

  @Override
  public int getVersion() {
    return VERSION;
  }

  @Override
  public byte[] serialize(BeaconSplit split) {
    return ByteBuffer.allocate(Long.BYTES).putLong(split.last()).array();
  }

  @Override
  public BeaconSplit deserialize(int version, byte[] bytes) throws IOException {
    if (version != VERSION || bytes.length != Long.BYTES) {
      throw new IOException(
          "a beacon's position of version " + version + " with " + bytes.length + " bytes");
    }
    return new BeaconSplit(ByteBuffer.wrap(bytes).getLong());
  }
}
