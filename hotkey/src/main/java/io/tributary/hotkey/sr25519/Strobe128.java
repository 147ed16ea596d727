package io.tributary.hotkey.sr25519;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The part of STROBE-128 (Hamburg, STROBE v1.0.2) that Merlin uses: meta-AD, AD, KEY and PRF over
 * Keccak-f[1600] with a rate of 166 bytes. Not thread-safe.
 */
final class Strobe128 {

  private static final int RATE = 166;
  private static final int FLAG_I = 1;
  private static final int FLAG_A = 1 << 1;
  private static final int FLAG_C = 1 << 2;
  private static final int FLAG_M = 1 << 4;

  private final long[] state;
  private int position;
  private int begin;
  private int flags;

  Strobe128(String protocol) {
    state = new long[25];
    byte[] header = {1, (byte) (RATE + 2), 1, 0, 1, 12 * 8};
    byte[] name = "STROBEv1.0.2".getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; i < header.length; i++) {
      mix(i, header[i]);
    }
    for (int i = 0; i < name.length; i++) {
      mix(header.length + i, name[i]);
    }
    Keccak1600.permute(state);
    metaAd(protocol.getBytes(StandardCharsets.US_ASCII), false);
  }

  private Strobe128(Strobe128 other) {
    state = other.state.clone();
    position = other.position;
    begin = other.begin;
    flags = other.flags;
  }

  Strobe128 copy() {
    return new Strobe128(this);
  }

  void metaAd(byte[] data, boolean more) {
    beginOperation(FLAG_M | FLAG_A, more);
    absorb(data);
  }

  void ad(byte[] data) {
    beginOperation(FLAG_A, false);
    absorb(data);
  }

  void key(byte[] data) {
    beginOperation(FLAG_A | FLAG_C, false);
    for (byte b : data) {
      mix(position, (byte) (b ^ at(position)));
      advance();
    }
  }

  byte[] prf(int length) {
    beginOperation(FLAG_I | FLAG_A | FLAG_C, false);
    byte[] output = new byte[length];
    for (int i = 0; i < length; i++) {
      output[i] = at(position);
      mix(position, output[i]);
      advance();
    }
    return output;
  }

  void wipe() {
    Arrays.fill(state, 0L);
  }

  private void beginOperation(int operation, boolean more) {
    if (more) {
      if (operation != flags) {
        throw new IllegalStateException("an operation may only be continued by its own kind");
      }
      return;
    }
    int previousBegin = begin;
    begin = position + 1;
    flags = operation;
    absorb(new byte[] {(byte) previousBegin, (byte) operation});
    if ((operation & FLAG_C) != 0 && position != 0) {
      runF();
    }
  }

  private void absorb(byte[] data) {
    for (byte b : data) {
      mix(position, b);
      advance();
    }
  }

  private void advance() {
    position++;
    if (position == RATE) {
      runF();
    }
  }

  private void runF() {
    mix(position, (byte) begin);
    mix(position + 1, (byte) 0x04);
    mix(RATE + 1, (byte) 0x80);
    Keccak1600.permute(state);
    position = 0;
    begin = 0;
  }

  private byte at(int index) {
    return (byte) (state[index >> 3] >>> (8 * (index & 7)));
  }

  private void mix(int index, byte value) {
    state[index >> 3] ^= (value & 0xffL) << (8 * (index & 7));
  }
}
