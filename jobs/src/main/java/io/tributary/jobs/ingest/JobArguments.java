package io.tributary.jobs.ingest;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.util.TimeUtils;

/**
 * A job's arguments, {@code --name value}, read with their types. What is asked for is remembered,
 * so that an argument nobody knows is an error and not silently without effect. Not thread-safe.
 */
final class JobArguments {

  private final Map<String, String> values;
  private final TreeSet<String> unused;

  private JobArguments(Map<String, String> values) {
    this.values = values;
    this.unused = new TreeSet<>(values.keySet());
  }

  static JobArguments parse(String[] args) {
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < args.length; i += 2) {
      String name = args[i];
      if (!name.startsWith("--") || i + 1 == args.length) {
        throw new IllegalArgumentException("arguments are pairs of --name value; see " + name);
      }
      if (values.put(name.substring(2), args[i + 1]) != null) {
        throw new IllegalArgumentException(name + " is given twice");
      }
    }
    return new JobArguments(values);
  }

  String required(String name) {
    String value = text(name, null);
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException("--" + name + " is required");
    }
    return value;
  }

  String text(String name, String otherwise) {
    unused.remove(name);
    return values.getOrDefault(name, otherwise);
  }

  int integer(String name, int otherwise) {
    String value = text(name, null);
    try {
      return value == null ? otherwise : Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("--" + name + " must be a whole number, not " + value, e);
    }
  }

  double fraction(String name, double otherwise) {
    String value = text(name, null);
    try {
      return value == null ? otherwise : Double.parseDouble(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("--" + name + " must be a number, not " + value, e);
    }
  }

  boolean bool(String name, boolean otherwise) {
    String value = text(name, null);
    if (value == null) {
      return otherwise;
    }
    return switch (value) {
      case "true" -> true;
      case "false" -> false;
      default ->
          throw new IllegalArgumentException("--" + name + " must be true or false, not " + value);
    };
  }

  Duration duration(String name, Duration otherwise) {
    String value = text(name, null);
    try {
      return value == null ? otherwise : TimeUtils.parseDuration(value);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "--" + name + " must be a duration such as \"30 s\", not " + value, e);
    }
  }

  long bytes(String name, long otherwise) {
    String value = text(name, null);
    try {
      return value == null ? otherwise : MemorySize.parseBytes(value);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "--" + name + " must be a size such as \"16 mb\", not " + value, e);
    }
  }

  void requireAllUsed() {
    if (!unused.isEmpty()) {
      throw new IllegalArgumentException("unknown argument --" + unused.first());
    }
  }
}
