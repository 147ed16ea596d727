package io.tributary.hotkey.chain;

import io.tributary.hotkey.wire.MalformedBytesException;
import io.tributary.hotkey.wire.Octets;
import java.util.List;

/**
 * The stake of every hotkey of a subnet, as the chain's runtime computes it: own alpha with what is
 * inherited from and given to other hotkeys, plus stake in TAO at the chain's weight for it. This
 * is what Bittensor's clients show as a neuron's stake. Immutable.
 *
 * <p>Asked for by the runtime call {@link #CALL} with only some of its many columns. Columns not
 * asked for come as one zero byte each, so the answer is read without counting them: columns that
 * the chain adds later do not matter. What the wrong column would give away is checked: the subnet,
 * equal lengths, and that the total lies between alpha and alpha plus TAO.
 *
 * @param hotkeys public keys by uid
 * @param rao total stake by uid, in units of 10^-9
 */
public record SubnetStakes(List<Octets> hotkeys, List<Long> rao) {

  /** Name of the runtime call. */
  public static final String CALL = "SubnetInfoRuntimeApi_get_selective_metagraph";

  /** A whole unit of stake in {@link #rao}. */
  public static final double RAO = 1e9;

  /** Columns: netuid, hotkeys, alpha stake, TAO stake, total stake. */
  private static final int[] COLUMNS = {0, 52, 67, 68, 69};

  private static final int KEY_BYTES = 32;

  public SubnetStakes {
    hotkeys = List.copyOf(hotkeys);
    rao = List.copyOf(rao);
  }

  /** The runtime call's arguments: the subnet, and the columns as a vector of u16. */
  public static byte[] arguments(int netuid) {
    byte[] bytes = new byte[3 + 2 * COLUMNS.length];
    bytes[0] = (byte) netuid;
    bytes[1] = (byte) (netuid >> 8);
    bytes[2] = (byte) (COLUMNS.length << 2);
    for (int i = 0; i < COLUMNS.length; i++) {
      bytes[3 + 2 * i] = (byte) COLUMNS[i];
    }
    return bytes;
  }

  /**
   * Reads the runtime call's answer.
   *
   * @param most how many uids are believed
   * @throws MalformedBytesException if it is not such an answer, or contradicts itself
   */
  public static SubnetStakes parse(byte[] answer, int netuid, int most)
      throws MalformedBytesException {
    ScaleReader in = new ScaleReader(answer);
    require(in.bool(), "the chain knows no such subnet");
    require(in.compact() == netuid, "stakes of another subnet");
    skipToColumn(in);
    List<Octets> hotkeys = in.octetStrings(most, KEY_BYTES);
    skipToColumn(in);
    List<Long> alpha = in.compacts(most);
    skipToColumn(in);
    List<Long> tao = in.compacts(most);
    skipToColumn(in);
    List<Long> total = in.compacts(most);
    while (in.left() > 0) {
      require(!in.bool(), "a column that was not asked for");
    }
    int count = hotkeys.size();
    require(
        alpha.size() == count && tao.size() == count && total.size() == count,
        "columns of different length");
    for (int uid = 0; uid < count; uid++) {
      // The runtime rounds each column down on its own, so a total may be one above the sum.
      long above = total.get(uid) - alpha.get(uid);
      require(above >= 0 && above - 1 <= tao.get(uid), "a total stake that cannot be");
    }
    return new SubnetStakes(hotkeys, total);
  }

  private static void skipToColumn(ScaleReader in) throws MalformedBytesException {
    while (!in.bool()) {
      // a column that was not asked for
    }
  }

  private static void require(boolean holds, String otherwise) throws MalformedBytesException {
    if (!holds) {
      throw new MalformedBytesException(otherwise);
    }
  }
}
