package io.tributary.local.query;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Puts texts and files into SQL as literals. */
public final class Sql {

  private Sql() {}

  /** The text as a literal, quotes doubled; DuckDB knows no other escape in one. */
  public static String literal(String text) {
    if (text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("text with a NUL cannot stand in SQL");
    }
    return "'" + text.replace("'", "''") + "'";
  }

  /**
   * A file as a literal that names this file and no other, though its name may hold the signs that
   * patterns are made of.
   */
  public static String file(Path file) {
    StringBuilder name = new StringBuilder();
    for (char c : file.toAbsolutePath().normalize().toString().toCharArray()) {
      if (c == '*' || c == '?' || c == '[') {
        name.append('[').append(c).append(']');
      } else {
        name.append(c);
      }
    }
    return literal(name.toString());
  }

  /** A list of files as a list of literals. */
  public static String files(List<Path> files) {
    return files.stream().map(Sql::file).collect(Collectors.joining(", ", "[", "]"));
  }
}
