package io.tributary.jobs.validate;

import io.tributary.connectors.beacon.BeaconBlockCodec;
import io.tributary.connectors.types.BinaryCodec;
import java.io.IOException;
import java.util.Optional;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Number, last final one, epoch (8 bytes each), whether and which freeze block. */
public final class BeaconStateCodec implements BinaryCodec<BeaconState> {

  private static final long serialVersionUID = 1L;

  @Override
  public Class<BeaconState> type() {
    return BeaconState.class;
  }

  @Override
  public void write(BeaconState value, DataOutputView out) throws IOException {
    out.writeLong(value.number());
    out.writeLong(value.finalized());
    out.writeLong(value.epoch());
    out.writeBoolean(value.freezeBlockHash().isPresent());
    if (value.freezeBlockHash().isPresent()) {
      BeaconBlockCodec.writeHash(value.freezeBlockHash().get(), out);
    }
  }

  @Override
  public BeaconState read(int version, DataInputView in) throws IOException {
    return new BeaconState(
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readBoolean() ? Optional.of(BeaconBlockCodec.readHash(in)) : Optional.empty());
  }
}
