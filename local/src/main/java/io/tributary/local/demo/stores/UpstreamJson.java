package io.tributary.local.demo.stores;

import java.util.List;
import java.util.Map;

/**
 * Writes JSON byte for byte as upstream's miners do (CONTRACT 1.3): separators {@code ", "} and
 * {@code ": "}, keys in the order given, everything but printable ASCII escaped as {@code \\uXXXX}.
 */
final class UpstreamJson {

  private static final String HEX = "0123456789abcdef";

  private UpstreamJson() {}

  /** The JSON of an object whose values are null, text, numbers, booleans, lists or objects. */
  static String write(Map<String, ?> object) {
    StringBuilder out = new StringBuilder(1024);
    writeValue(out, object);
    return out.toString();
  }

  private static void writeValue(StringBuilder out, Object value) {
    if (value instanceof String text) {
      writeText(out, text);
    } else if (value instanceof List<?> list) {
      out.append('[');
      String separator = "";
      for (Object element : list) {
        out.append(separator);
        writeValue(out, element);
        separator = ", ";
      }
      out.append(']');
    } else if (value instanceof Map<?, ?> map) {
      out.append('{');
      String separator = "";
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        out.append(separator);
        writeText(out, (String) entry.getKey());
        out.append(": ");
        writeValue(out, entry.getValue());
        separator = ", ";
      }
      out.append('}');
    } else {
      out.append(value);
    }
  }

  private static void writeText(StringBuilder out, String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        case '\f' -> out.append("\\f");
        case '\b' -> out.append("\\b");
        default -> {
          if (c >= ' ' && c <= '~') {
            out.append(c);
          } else {
            out.append("\\u");
            for (int shift = 12; shift >= 0; shift -= 4) {
              out.append(HEX.charAt(c >> shift & 0xf));
            }
          }
        }
      }
    }
    out.append('"');
  }
}
