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
    for (long roundConstant : ROUND_CONSTANTS) {
      theta(state);
      rhoAndPi(state);
      chi(state);
      state[0] ^= roundConstant;
    }
  }

  private static void theta(long[] a) {
    long c0 = a[0] ^ a[5] ^ a[10] ^ a[15] ^ a[20];
    long c1 = a[1] ^ a[6] ^ a[11] ^ a[16] ^ a[21];
    long c2 = a[2] ^ a[7] ^ a[12] ^ a[17] ^ a[22];
    long c3 = a[3] ^ a[8] ^ a[13] ^ a[18] ^ a[23];
    long c4 = a[4] ^ a[9] ^ a[14] ^ a[19] ^ a[24];
    long d0 = c4 ^ Long.rotateLeft(c1, 1);
    long d1 = c0 ^ Long.rotateLeft(c2, 1);
    long d2 = c1 ^ Long.rotateLeft(c3, 1);
    long d3 = c2 ^ Long.rotateLeft(c4, 1);
    long d4 = c3 ^ Long.rotateLeft(c0, 1);
    for (int y = 0; y < 25; y += 5) {
      a[y] ^= d0;
      a[y + 1] ^= d1;
      a[y + 2] ^= d2;
      a[y + 3] ^= d3;
      a[y + 4] ^= d4;
    }
  }

  private static void rhoAndPi(long[] a) {
    long moved = a[1];
    for (int i = 0; i < 24; i++) {
      long next = a[LANES[i]];
      a[LANES[i]] = Long.rotateLeft(moved, ROTATIONS[i]);
      moved = next;
    }
  }

  private static void chi(long[] a) {
    for (int y = 0; y < 25; y += 5) {
      long a0 = a[y];
      long a1 = a[y + 1];
      long a2 = a[y + 2];
      long a3 = a[y + 3];
      long a4 = a[y + 4];
      a[y] = a0 ^ (~a1 & a2);
      a[y + 1] = a1 ^ (~a2 & a3);
      a[y + 2] = a2 ^ (~a3 & a4);
      a[y + 3] = a3 ^ (~a4 & a0);
      a[y + 4] = a4 ^ (~a0 & a1);
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
