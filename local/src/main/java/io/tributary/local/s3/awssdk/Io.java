package io.tributary.local.s3.awssdk;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Carries disk errors through an interface that knows none. */
final class Io {

  private Io() {}

  /** Something that may fail to read or write. */
  interface Action<T> {
    T run() throws IOException;
  }

  static <T> T run(Action<T> action) {
    try {
      return action.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
