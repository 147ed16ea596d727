package io.tributary.local.verify;

import java.io.IOException;

/** Where results go, line by line. */
@FunctionalInterface
public interface Output {

  /**
   * Writes a line.
   *
   * @throws IOException if nobody reads any more
   */
  void line(String text) throws IOException;
}
