package io.tributary.connectors.beacon;

import org.apache.flink.api.connector.source.SourceSplit;

/**
 * The one split of a beacon: the chain after a block. Immutable.
 *
 * @param last number of the last block that was emitted, or -1
 */
public record BeaconSplit(long last) implements SourceSplit {

  private static final String ID = "beacon";

  @Override
  public String splitId() {
    return ID;
  }
}
