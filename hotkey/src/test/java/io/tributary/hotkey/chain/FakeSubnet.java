package io.tributary.hotkey.chain;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.bouncycastle.crypto.digests.Blake2bDigest;

/** A subnet's state as a chain would store it, written from the specification. */
public final class FakeSubnet {

  /** A hotkey and what is known of it; amounts in units of 10^-9. */
  public record Neuron(byte[] key, boolean permit, long alpha, long tao, long total) {}

  private static final String MODULE = "658faa385070e074c85bf6b568cf0555";
  private static final HexFormat HEX = HexFormat.of();

  private final int netuid;
  private final List<Neuron> neurons = new ArrayList<>();

  public FakeSubnet(int netuid) {
    this.netuid = netuid;
  }

  /** Adds a hotkey at the next uid. */
  public FakeSubnet with(byte[] key, boolean permit, long alpha, long tao, long total) {
    neurons.add(new Neuron(key, permit, alpha, tao, total));
    return this;
  }

  /** What is stored at a block of this time. */
  public Map<String, String> state(long timeMillis) {
    String subnet = HEX.formatHex(u16(netuid));
    Map<String, String> state = new HashMap<>();
    state.put(
        "0xf0c365c3cf59d671eb72da0e7a4113c49f1f0515f462cdcf84e0f1d6045dfcbb",
        hex(littleEndian(timeMillis, 8)));
    state.put(
        "0x" + MODULE + "a1048e9d244171852dfe8db314dc68ca" + subnet, hex(u16(neurons.size())));
    ByteArrayOutputStream permits = new ByteArrayOutputStream();
    permits.writeBytes(compact(neurons.size()));
    for (int uid = 0; uid < neurons.size(); uid++) {
      Neuron neuron = neurons.get(uid);
      permits.write(neuron.permit() ? 1 : 0);
      state.put(keyAt(uid), hex(neuron.key()));
      state.put(uidOf(neuron.key()), hex(u16(uid)));
    }
    state.put(
        "0x" + MODULE + "56af5b07ace59da2c9d7f0d48bc93143" + subnet, hex(permits.toByteArray()));
    return state;
  }

  /** Where the key at a uid is stored. */
  public String keyAt(int uid) {
    return "0x"
        + MODULE
        + "9f99a2ce711f3a31b2fc05604c93f179"
        + HEX.formatHex(u16(netuid))
        + HEX.formatHex(u16(uid));
  }

  /** Where the uid of a key is stored. */
  public String uidOf(byte[] key) {
    Blake2bDigest digest = new Blake2bDigest(128);
    digest.update(key, 0, key.length);
    byte[] hash = new byte[16];
    digest.doFinal(hash, 0);
    return "0x"
        + MODULE
        + "aab1b4e78e1ea8305462ee53b3686dc8"
        + HEX.formatHex(u16(netuid))
        + HEX.formatHex(hash)
        + HEX.formatHex(key);
  }

  /** What the runtime tells of it: all 74 columns, those not asked for as None. */
  public byte[] metagraph() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(1);
    out.writeBytes(compact(netuid));
    for (int column = 1; column < 74; column++) {
      switch (column) {
        case 52 -> {
          out.write(1);
          out.writeBytes(compact(neurons.size()));
          neurons.forEach(neuron -> out.writeBytes(neuron.key()));
        }
        case 67 -> amounts(out, neurons.stream().map(Neuron::alpha).toList());
        case 68 -> amounts(out, neurons.stream().map(Neuron::tao).toList());
        case 69 -> amounts(out, neurons.stream().map(Neuron::total).toList());
        default -> out.write(0);
      }
    }
    return out.toByteArray();
  }

  private static void amounts(ByteArrayOutputStream out, List<Long> amounts) {
    out.write(1);
    out.writeBytes(compact(amounts.size()));
    amounts.forEach(amount -> out.writeBytes(compact(amount)));
  }

  /** A compact number: the two lowest bits of the first byte tell how many bytes there are. */
  static byte[] compact(long value) {
    if (value < 1 << 6) {
      return new byte[] {(byte) (value << 2)};
    }
    if (value < 1 << 14) {
      return littleEndian(value << 2 | 1, 2);
    }
    if (value < 1 << 30) {
      return littleEndian(value << 2 | 2, 4);
    }
    int size = (64 - Long.numberOfLeadingZeros(value) + 7) / 8;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write((size - 4) << 2 | 3);
    out.writeBytes(littleEndian(value, size));
    return out.toByteArray();
  }

  static byte[] u16(int value) {
    return littleEndian(value, 2);
  }

  static byte[] littleEndian(long value, int size) {
    byte[] bytes = new byte[size];
    for (int i = 0; i < size; i++) {
      bytes[i] = (byte) (value >> (8 * i));
    }
    return bytes;
  }

  static String hex(byte[] bytes) {
    return "0x" + HEX.formatHex(bytes);
  }
}
