package io.tributary.jobs.arguments;

import io.tributary.connectors.sink.RewindRange;
import io.tributary.lake.draw.DrawOptions;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.util.TimeUtils;

/**
 * A job's arguments, {@code --name value}, read with their types. What is asked for is remembered,
 * so that an argument nobody knows is an error and not silently without effect. Not thread-safe.
 */
public final class JobArguments {

  private static final Duration LONGEST = Duration.ofDays(100 * 365);

  private final Map<String, String> values;
  private final Set<String> asked = new TreeSet<>();

  private JobArguments(Map<String, String> values) {
    this.values = values;
  }

  /**
   * Reads them.
   *
   * @throws IllegalArgumentException if they are no pairs, or one is given twice
   */
  public static JobArguments parse(String[] args) {
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

  /** A text that is not blank. */
  public String required(String name) {
    String value = text(name, null);
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException("--" + name + " is required");
    }
    return value;
  }

  /** A text as it is given. */
  public String text(String name, String otherwise) {
    asked.add(name);
    return values.getOrDefault(name, otherwise);
  }

  /** A whole number between two others, both included. */
  public int integer(String name, int otherwise, int least, int most) {
    String value = text(name, null);
    String wanted = "a whole number from " + least + " to " + most;
    try {
      int number = value == null ? otherwise : Integer.parseInt(value);
      require(number >= least && number <= most, name, wanted, value);
      return number;
    } catch (NumberFormatException e) {
      throw wrong(name, wanted, value, e);
    }
  }

  /** A whole number of at least so much, which need not fit 32 bits. */
  public long number(String name, long otherwise, long least) {
    String value = text(name, null);
    String wanted = "a whole number of at least " + least;
    try {
      long number = value == null ? otherwise : Long.parseLong(value);
      require(number >= least, name, wanted, value);
      return number;
    } catch (NumberFormatException e) {
      throw wrong(name, wanted, value, e);
    }
  }

  /** A number from 0 to 1. */
  public double fraction(String name, double otherwise) {
    String value = text(name, null);
    String wanted = "a number from 0 to 1";
    try {
      double number = value == null ? otherwise : Double.parseDouble(value);
      require(number >= 0 && number <= 1, name, wanted, value);
      return number;
    } catch (NumberFormatException e) {
      throw wrong(name, wanted, value, e);
    }
  }

  /** A share such as 0.99 in millionths, exactly as it is written. */
  public int millionths(String name, int otherwise) {
    String value = text(name, null);
    try {
      return value == null ? otherwise : DrawOptions.millionths(new BigDecimal(value));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("--" + name + " must be a share, not " + value, e);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("--" + name + ": " + e.getMessage(), e);
    }
  }

  /** An absolute address, for which there is no default. */
  public URI requiredUri(String name) {
    return uri(name, required(name));
  }

  /** An absolute address, or null. */
  public URI uri(String name) {
    String value = text(name, null);
    return value == null ? null : uri(name, value);
  }

  private static URI uri(String name, String value) {
    String wanted = "an address such as http://host:port";
    try {
      URI uri = new URI(value);
      require(uri.getScheme() != null && uri.getHost() != null, name, wanted, value);
      return uri;
    } catch (URISyntaxException e) {
      throw wrong(name, wanted, value, e);
    }
  }

  /** True or false, in these words. */
  public boolean bool(String name, boolean otherwise) {
    String value = text(name, null);
    if (value == null) {
      return otherwise;
    }
    return switch (value) {
      case "true" -> true;
      case "false" -> false;
      default -> throw wrong(name, "true or false", value, null);
    };
  }

  /** A duration above zero, at most 100 years: sums of a few of them do not overflow. */
  public Duration duration(String name, Duration otherwise) {
    String value = text(name, null);
    String wanted = "a duration such as \"30 s\", above 0 and at most 100 years";
    try {
      Duration duration = value == null ? otherwise : TimeUtils.parseDuration(value);
      require(duration.toMillis() > 0 && duration.compareTo(LONGEST) <= 0, name, wanted, value);
      return duration;
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw wrong(name, wanted, value, e);
    }
  }

  /** A size of at least so many bytes. */
  public long bytes(String name, long otherwise, long least) {
    String value = text(name, null);
    String wanted = "a size such as \"16 mb\", at least " + least + " bytes";
    try {
      long bytes = value == null ? otherwise : MemorySize.parseBytes(value);
      require(bytes >= least, name, wanted, value);
      return bytes;
    } catch (IllegalArgumentException e) {
      throw wrong(name, wanted, value, e);
    }
  }

  /** Two places on a line of checkpoints, or null. */
  public RewindRange rewind(String name) {
    String value = text(name, null);
    try {
      return value == null ? null : RewindRange.parse(value);
    } catch (IllegalArgumentException e) {
      throw wrong(name, "FROM..TO as STALE_RESTORE names them, EPOCH.CHECKPOINT each", value, e);
    }
  }

  /** Every name that was asked for so far. */
  public Set<String> asked() {
    return Set.copyOf(asked);
  }

  /**
   * Checks that everything that was given was asked for.
   *
   * @throws IllegalArgumentException naming an argument that nobody asked for
   */
  public void requireAllUsed() {
    for (String name : new TreeSet<>(values.keySet())) {
      if (!asked.contains(name)) {
        throw new IllegalArgumentException("unknown argument --" + name);
      }
    }
  }

  private static void require(boolean right, String name, String wanted, String value) {
    if (!right) {
      throw wrong(name, wanted, value, null);
    }
  }

  private static IllegalArgumentException wrong(
      String name, String wanted, String value, Exception cause) {
    return new IllegalArgumentException(
        "--" + name + " must be " + wanted + ", not " + value, cause);
  }
}
