package io.tributary.local.demo.expect;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One row read from the lake: its source and its values by column. {@code datetime} is a Long of
 * microseconds; lists are lists of text.
 */
record LakeRow(int source, Map<String, Object> values) {

  boolean x() {
    return source == 2;
  }

  String url() {
    return values.get("url") instanceof String url ? url : null;
  }

  /** The platform's id, lower-cased, without Reddit's prefix; empty if there is none. */
  String id() {
    Object id = values.get(x() ? "tweet_id" : "id");
    if (!(id instanceof String text)) {
      return "";
    }
    String lower = text.toLowerCase(Locale.ROOT);
    boolean prefixed = !x() && (lower.startsWith("t1_") || lower.startsWith("t3_"));
    return prefixed ? lower.substring(3) : lower;
  }

  /** The first column that is not as sent, with both values; null if all are. */
  String difference(SentRecords.Sent sent) {
    if (sent.source() != source) {
      return "source is " + source + ", sent was " + sent.source();
    }
    for (Map.Entry<String, Object> column : values.entrySet()) {
      Object wanted =
          switch (column.getKey()) {
            case "datetime" -> sent.micros();
            case "label" -> sent.label();
            default -> plain(column.getKey(), sent.content().get(column.getKey()));
          };
      Object found = column.getValue();
      boolean same = wanted == null ? found == null : wanted.equals(found);
      if (!same) {
        return column.getKey() + " is " + shown(found) + ", sent was " + shown(wanted);
      }
    }
    return null;
  }

  /** A JSON value in the class that the lake's column has. */
  private static Object plain(String column, JsonNode value) {
    if (value == null || value.isNull()) {
      return null;
    }
    if (column.equals("upvote_ratio")) {
      return value.doubleValue();
    }
    if (value.isTextual()) {
      return value.textValue();
    }
    if (value.isBoolean()) {
      return value.booleanValue();
    }
    if (value.isIntegralNumber()) {
      return value.longValue();
    }
    if (value.isArray()) {
      List<String> elements = new ArrayList<>();
      value.forEach(element -> elements.add(element.textValue()));
      return elements;
    }
    return value;
  }

  private static String shown(Object value) {
    String text = String.valueOf(value).replaceAll("\\p{Cntrl}", " ");
    return text.length() > 60 ? text.substring(0, 60) + "…" : text;
  }
}
