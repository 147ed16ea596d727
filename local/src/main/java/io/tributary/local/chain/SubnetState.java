package io.tributary.local.chain;

import io.tributary.hotkey.chain.SubtensorStorage;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** A block's state in the form in which a node gives it out. Immutable. */
final class SubnetState {

  /** Columns of the metagraph: how many, and where those stand that are known here. */
  private static final int COLUMNS = 74;

  private static final int HOTKEYS = 52;
  private static final int ALPHA_STAKE = 67;
  private static final int TAO_STAKE = 68;
  private static final int TOTAL_STAKE = 69;

  private final int netuid;
  private final List<Neuron> neurons;
  private final Map<String, String> storage = new HashMap<>();

  SubnetState(int netuid, Block block) {
    this.netuid = netuid;
    this.neurons = block.neurons();
    ScaleWriter permits = new ScaleWriter().compact(neurons.size());
    for (int uid = 0; uid < neurons.size(); uid++) {
      Neuron neuron = neurons.get(uid);
      byte[] key = neuron.key().bytes();
      permits.bool(neuron.permit());
      storage.put(SubtensorStorage.key(netuid, uid).hex(), hex(key));
      storage.put(SubtensorStorage.uid(netuid, key).hex(), hex(u16(uid)));
    }
    storage.put(SubtensorStorage.uidCount(netuid).hex(), hex(u16(neurons.size())));
    storage.put(SubtensorStorage.validatorPermits(netuid).hex(), hex(permits.toBytes()));
    storage.put(
        SubtensorStorage.blockTime().hex(),
        hex(new ScaleWriter().fixed(block.time().toEpochMilli(), Long.BYTES).toBytes()));
  }

  /** The value under a key, as hex, or null. */
  String value(String key) {
    return storage.get(key);
  }

  /**
   * The metagraph's columns that are asked for; all stake here is alpha.
   *
   * @param arguments the call's, as hex: netuid and a vector of column numbers
   */
  String metagraph(String arguments) {
    byte[] bytes = HexFormat.of().parseHex(arguments, 2, arguments.length());
    if (netuid != ((bytes[0] & 0xff) | (bytes[1] & 0xff) << 8)) {
      return hex(new byte[] {0});
    }
    boolean[] wanted = new boolean[COLUMNS];
    for (int i = 3; i + 1 < bytes.length; i += 2) {
      wanted[bytes[i] & 0xff] = true;
    }
    ScaleWriter out = new ScaleWriter().bool(true).compact(wanted[0] ? netuid : 0);
    for (int column = 1; column < COLUMNS; column++) {
      out.bool(wanted[column]);
      if (wanted[column]) {
        column(column, out);
      }
    }
    return hex(out.toBytes());
  }

  private void column(int column, ScaleWriter out) {
    out.compact(neurons.size());
    for (Neuron neuron : neurons) {
      switch (column) {
        case HOTKEYS -> out.octets(neuron.key().bytes());
        case ALPHA_STAKE, TOTAL_STAKE -> out.compact(neuron.rao());
        case TAO_STAKE -> out.compact(0);
        default -> throw new IllegalArgumentException("the column " + column + " is not here");
      }
    }
  }

  private static byte[] u16(int value) {
    return new ScaleWriter().fixed(value, Short.BYTES).toBytes();
  }

  private static String hex(byte[] bytes) {
    return "0x" + HexFormat.of().formatHex(bytes);
  }
}
