package io.tributary.benchmarks.chaos;

import java.io.IOException;
import java.util.Arrays;

/**
 * Runs another class's main, and ends when standard input does: so that no process outlives the one
 * that started it, however that one ended.
 */
public final class ChildMain {

  private ChildMain() {}

  /**
   * Runs a main.
   *
   * @param args the class, and what its main is to get
   */
  public static void main(String[] args) throws Exception {
    Thread watch = new Thread(ChildMain::endWithTheParent, "parent-watch");
    watch.setDaemon(true);
    watch.start();
    Class.forName(args[0])
        .getMethod("main", String[].class)
        .invoke(null, (Object) Arrays.copyOfRange(args, 1, args.length));
  }

  private static void endWithTheParent() {
    try {
      int read = System.in.read();
      while (read >= 0) {
        read = System.in.read();
      }
    } catch (IOException e) {
      System.err.println("standard input broke: " + e.getMessage());
    }
    // An orderly end would wait for others that end now, too.
    Runtime.getRuntime().halt(1);
  }
}
