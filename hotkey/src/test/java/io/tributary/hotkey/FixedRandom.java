package io.tributary.hotkey;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;

/** Gives the bytes it was made with, once; fails when asked for more or fewer. */
public final class FixedRandom extends SecureRandom {

  private static final long serialVersionUID = 1L;

  private byte[] bytes;

  public FixedRandom(byte[] bytes) {
    this.bytes = bytes.clone();
  }

  @Override
  public void nextBytes(byte[] target) {
    assertThat(target).hasSameSizeAs(bytes);
    System.arraycopy(bytes, 0, target, 0, target.length);
    bytes = new byte[0];
  }
}
