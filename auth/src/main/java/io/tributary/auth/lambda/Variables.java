package io.tributary.auth.lambda;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Variables of an environment, by name; a blank one counts as missing. Immutable. */
final class Variables {

  private final Map<String, String> environment;

  Variables(Map<String, String> environment) {
    this.environment = Objects.requireNonNull(environment, "environment");
  }

  boolean has(String name) {
    return !text(name, "").isEmpty();
  }

  String text(String name) {
    String value = text(name, "");
    if (value.isEmpty()) {
      throw new IllegalArgumentException("the environment variable " + name + " is missing");
    }
    return value;
  }

  String text(String name, String otherwise) {
    String value = environment.getOrDefault(name, "").strip();
    return value.isEmpty() ? otherwise : value;
  }

  /** Parts with commas between. */
  List<String> list(String name) {
    return Arrays.stream(text(name, "").split(",", -1))
        .map(String::strip)
        .filter(part -> !part.isEmpty())
        .toList();
  }

  long number(String name, long least, long most) {
    String text = text(name);
    try {
      long value = Long.parseLong(text);
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw wrong(name, "a whole number", text, e);
    }
    throw wrong(name, "from " + least + " to " + most, text, null);
  }

  long number(String name, long otherwise, long least, long most) {
    return has(name) ? number(name, least, most) : otherwise;
  }

  int count(String name, int otherwise) {
    return (int) number(name, otherwise, 1, Integer.MAX_VALUE);
  }

  boolean flag(String name, boolean otherwise) {
    String text = text(name, otherwise ? "on" : "off");
    return switch (text) {
      case "on" -> true;
      case "off" -> false;
      default -> throw wrong(name, "on or off", text, null);
    };
  }

  private static IllegalArgumentException wrong(
      String name, String must, String text, Exception cause) {
    return new IllegalArgumentException(
        "the environment variable " + name + " must be " + must + ", not " + text, cause);
  }
}
