package io.tributary.schemas.content;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.tributary.schemas.Reason;
import io.tributary.schemas.SourceId;
import io.tributary.schemas.row.Column;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the content of a record as its platform's model says, strictly: unknown and repeated fields
 * are refused, types are exact, text is never repaired. Optional fields may be null; the hashtags
 * of X are an empty list when missing.
 *
 * <p>Broken JSON anywhere goes before any fault of a field; of those the first in the text counts,
 * and missing fields last. Never throws on foreign bytes. Thread-safe.
 */
public final class ContentParser {

  private ContentParser() {}

  /** Reads content as the model of a source. */
  public static ParsedContent parse(SourceId source, byte[] content) {
    ContentFields fields = ContentFields.of(source);
    Reading reading = new Reading(fields);
    try (JsonParser json = Utf8Json.open(content, 0, content.length)) {
      reading.readDocument(json);
    } catch (IOException e) {
      return badJson();
    }
    return reading.result();
  }

  /** Whether bytes are one JSON object, whatever its fields. */
  public static boolean isJsonObject(byte[] content) {
    try (JsonParser json = Utf8Json.open(content, 0, content.length)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return false;
      }
      json.skipChildren();
      return json.nextToken() == null;
    } catch (IOException e) {
      return false;
    }
  }

  private static ParsedContent badJson() {
    return ParsedContent.refused(
        Reason.BAD_JSON, "the content is not one JSON object in valid UTF-8");
  }

  /** The state of reading one document. */
  private static final class Reading {

    private final ContentFields fields;
    private final Object[] values;
    private long seen;
    private boolean broken;
    private Reason reason;
    private String detail;

    Reading(ContentFields fields) {
      this.fields = fields;
      values = new Object[fields.columns().size()];
    }

    ParsedContent result() {
      if (broken) {
        return badJson();
      }
      if (reason == null) {
        complete();
      }
      return reason == null ? ParsedContent.of(values) : ParsedContent.refused(reason, detail);
    }

    void readDocument(JsonParser json) throws IOException {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        broken = true;
        return;
      }
      String name = json.nextFieldName();
      while (name != null) {
        json.nextToken();
        readField(json, name);
        name = json.nextFieldName();
      }
      broken |= json.nextToken() != null;
    }

    private void readField(JsonParser json, String name) throws IOException {
      int place = fields.place(name);
      if (place == ContentFields.UNKNOWN) {
        refuse(Reason.UNKNOWN_FIELD, "the model has no field " + Details.quote(name));
        json.skipChildren();
        return;
      }
      // A shift takes its distance modulo 64, so that MODEL_CONFIG has the last bit for itself.
      if ((seen & 1L << place) != 0) {
        refuse(Reason.DUPLICATE_FIELD, "field " + name + " occurs twice");
      }
      seen |= 1L << place;
      if (place == ContentFields.MODEL_CONFIG) {
        readModelConfig(json);
        return;
      }
      values[place] = readValue(json, fields.columns().get(place));
      json.skipChildren();
    }

    private Object readValue(JsonParser json, Column column) throws IOException {
      JsonToken token = json.currentToken();
      if (token == JsonToken.VALUE_NULL) {
        return null;
      }
      switch (column.type()) {
        case STRING -> {
          if (token == JsonToken.VALUE_STRING) {
            return text(json);
          }
        }
        case BOOLEAN -> {
          if (token.isBoolean()) {
            return token == JsonToken.VALUE_TRUE;
          }
        }
        case LONG -> {
          if (token == JsonToken.VALUE_NUMBER_INT
              && json.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
            return json.getLongValue();
          }
        }
        case DOUBLE -> {
          if (token.isNumeric()) {
            return ratio(json, column);
          }
        }
        case STRING_LIST -> {
          if (token == JsonToken.START_ARRAY) {
            return strings(json, column);
          }
        }
        case TIMESTAMP_MICROS ->
            throw new IllegalStateException("content has no field " + column.name());
      }
      refuse(
          Reason.BAD_FIELD_TYPE,
          "field " + column.name() + " must be " + describe(column) + ", not " + describe(token));
      return null;
    }

    private String text(JsonParser json) throws IOException {
      String text = json.getText();
      broken |= Utf8Json.hasLoneSurrogate(text);
      return text;
    }

    private Double ratio(JsonParser json, Column column) throws IOException {
      double value = json.getDoubleValue();
      if (!(value >= 0.0 && value <= 1.0)) {
        refuse(Reason.BAD_FIELD_VALUE, "field " + column.name() + " must lie between 0 and 1");
      }
      return value;
    }

    private List<String> strings(JsonParser json, Column column) throws IOException {
      List<String> strings = new ArrayList<>();
      while (json.nextToken() != JsonToken.END_ARRAY) {
        if (json.currentToken() == JsonToken.VALUE_STRING) {
          strings.add(text(json));
        } else {
          refuse(Reason.BAD_FIELD_TYPE, "field " + column.name() + " must hold texts only");
          json.skipChildren();
        }
      }
      return strings;
    }

    private void readModelConfig(JsonParser json) throws IOException {
      if (json.currentToken() != JsonToken.START_OBJECT) {
        refuse(Reason.BAD_FIELD_TYPE, "field model_config must be an object");
        json.skipChildren();
        return;
      }
      int entries = 0;
      boolean exact = true;
      String name = json.nextFieldName();
      while (name != null) {
        entries++;
        json.nextToken();
        exact &=
            name.equals("extra")
                && json.currentToken() == JsonToken.VALUE_STRING
                && json.getText().equals("ignore");
        json.skipChildren();
        name = json.nextFieldName();
      }
      if (!exact || entries != 1) {
        refuse(Reason.BAD_FIELD_VALUE, "field model_config may only hold extra: ignore");
      }
    }

    private void complete() {
      for (int i = 0; i < values.length; i++) {
        if (values[i] == null && fields.isListByDefault(i)) {
          values[i] = List.of();
        } else if (values[i] == null && fields.isRequired(i)) {
          refuse(Reason.MISSING_FIELD, "field " + fields.columns().get(i).name() + " is required");
        }
      }
    }

    private void refuse(Reason why, String text) {
      if (reason == null) {
        reason = why;
        detail = text;
      }
    }

    private static String describe(Column column) {
      return switch (column.type()) {
        case STRING -> "text";
        case BOOLEAN -> "true or false";
        case LONG, TIMESTAMP_MICROS -> "an integer of 64 bits";
        case DOUBLE -> "a number";
        case STRING_LIST -> "a list of texts";
      };
    }

    private static String describe(JsonToken token) {
      return switch (token) {
        case VALUE_STRING -> "text";
        case VALUE_TRUE, VALUE_FALSE -> "true or false";
        case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "this number";
        case START_ARRAY -> "a list";
        case START_OBJECT -> "an object";
        default -> "this";
      };
    }
  }
}
