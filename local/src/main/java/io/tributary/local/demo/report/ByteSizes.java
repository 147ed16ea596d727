package io.tributary.local.demo.report;

import java.util.Locale;

/** Sizes as people read them, in units of 1,024. */
final class ByteSizes {

  private static final String[] UNITS = {"KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};

  private ByteSizes() {}

  static String shown(long bytes) {
    if (bytes < 1_024) {
      return bytes + " B";
    }
    double size = bytes;
    int unit = -1;
    while (size >= 1_023.95 && unit < UNITS.length - 1) {
      size /= 1_024;
      unit++;
    }
    return String.format(Locale.ROOT, "%.1f %s", size, UNITS[unit]);
  }
}
