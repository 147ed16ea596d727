package io.tributary.hotkey.sr25519;

/** The permutation Keccak-f[1600] of FIPS 202, on 25 little-endian lanes. Constant time. */
final class Keccak1600 {

  private static final long[] ROUND_CONSTANTS = roundConstants();
  private static final int[] ROTATIONS = new int[24];
  private static final int[] LANES = new int[24];

  static {
    // Rho and pi walk the lanes in one cycle: (x, y) -> (y, 2x + 3y).
    int x = 1;
    int y = 0;
    for (int i = 0; i < 24; i++) {
      ROTATIONS[i] = (i + 1) * (i + 2) / 2 % 64;
      int next = (2 * x + 3 * y) % 5;
      x = y;
      y = next;
      LANES[i] = x + 5 * y;
    }
  }

  private Keccak1600() {}

  static void permute(long[] state) {
    long[] column = new long[5];
    for (long roundConstant : ROUND_CONSTANTS) {
      for (int x = 0; x < 5; x++) {
        column[x] = state[x] ^ state[x + 5] ^ state[x + 10] ^ state[x + 15] ^ state[x + 20];
      }
      for (int x = 0; x < 5; x++) {
        long mix = column[(x + 4) % 5] ^ Long.rotateLeft(column[(x + 1) % 5], 1);
        for (int y = 0; y < 25; y += 5) {
          state[x + y] ^= mix;
        }
      }
      long moved = state[1];
      for (int i = 0; i < 24; i++) {
        long next = state[LANES[i]];
        state[LANES[i]] = Long.rotateLeft(moved, ROTATIONS[i]);
        moved = next;
      }
      for (int y = 0; y < 25; y += 5) {
        System.arraycopy(state, y, column, 0, 5);
        for (int x = 0; x < 5; x++) {
          state[x + y] = column[x] ^ (~column[(x + 1) % 5] & column[(x + 2) % 5]);
        }
      }
      state[0] ^= roundConstant;
    }
  }

  /** By the linear feedback shift register of FIPS 202, 3.2.5. */
  private static long[] roundConstants() {
    long[] constants = new long[24];
    int register = 1;
    for (int round = 0; round < 24; round++) {
      for (int j = 0; j <= 6; j++) {
        if ((register & 1) != 0) {
          constants[round] |= 1L << ((1 << j) - 1);
        }
        register <<= 1;
        if ((register & 0x100) != 0) {
          register ^= 0x171;
        }
      }
    }
    return constants;
  }
}
