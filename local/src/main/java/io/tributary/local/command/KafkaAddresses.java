package io.tributary.local.command;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code HOST:PORT}, several with commas between them, as Kafka's clients take it. */
final class KafkaAddresses implements ITypeConverter<String> {

  private static final int LARGEST_PORT = 65_535;

  /** The name of a listener before it is passed over by the clients. */
  private static final Pattern ADDRESS =
      Pattern.compile(
          "(?:[A-Z0-9_]+://)?(?:[0-9A-Za-z._-]+|\\[[0-9A-Fa-f:.]+(?:%[0-9A-Za-z._-]+)?])"
              + ":([0-9]{1,5})");

  @Override
  public String convert(String text) {
    // A comma at the end does no harm to the clients.
    String list = text.endsWith(",") ? text.substring(0, text.length() - 1) : text;
    for (String address : list.split(",", -1)) {
      Matcher matcher = ADDRESS.matcher(address.strip());
      if (!matcher.matches()) {
        throw wrong(address);
      }
      int port = Integer.parseInt(matcher.group(1));
      if (port < 1 || port > LARGEST_PORT) {
        throw wrong(address);
      }
    }
    return text;
  }

  private static TypeConversionException wrong(String text) {
    return new TypeConversionException(
        "'" + text + "' is not HOST:PORT; several have commas between them");
  }
}
