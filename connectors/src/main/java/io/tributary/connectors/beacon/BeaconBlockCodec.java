package io.tributary.connectors.beacon;

import io.tributary.connectors.types.BinaryCodec;
import io.tributary.hotkey.chain.BlockHash;
import java.io.IOException;
import java.util.HexFormat;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Number (8 bytes), hash (32), number of the last final block (8). */
public final class BeaconBlockCodec implements BinaryCodec<BeaconBlock> {

  private static final long serialVersionUID = 1L;
  private static final int HASH_BYTES = 32;

  @Override
  public Class<BeaconBlock> type() {
    return BeaconBlock.class;
  }

  @Override
  public void write(BeaconBlock value, DataOutputView out) throws IOException {
    out.writeLong(value.number());
    writeHash(value.hash(), out);
    out.writeLong(value.finalized());
  }

  @Override
  public BeaconBlock read(int version, DataInputView in) throws IOException {
    return new BeaconBlock(in.readLong(), readHash(in), in.readLong());
  }

  /** Writes the 32 bytes of a hash. */
  public static void writeHash(BlockHash hash, DataOutputView out) throws IOException {
    out.write(HexFormat.of().parseHex(hash.hex(), 2, hash.hex().length()));
  }

  /** Reads what {@link #writeHash} wrote. */
  public static BlockHash readHash(DataInputView in) throws IOException {
    byte[] bytes = new byte[HASH_BYTES];
    in.readFully(bytes);
    return new BlockHash("0x" + HexFormat.of().formatHex(bytes));
  }
}
