package io.tributary.local.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes an answer as one JSON object a line, as rows come. */
public final class JsonLinesSink implements LakeQuery.RowSink {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final PrintStream out;
  private List<String> names = List.of();

  /**
   * @param out where lines go; left open
   */
  public JsonLinesSink(PrintStream out) {
    this.out = out;
  }

  @Override
  public void head(List<String> columns) {
    names = columns;
  }

  @Override
  public void row(List<Object> values) {
    Map<String, Object> row = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      row.put(names.get(i), values.get(i));
    }
    try {
      out.println(JSON.writeValueAsString(row));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a plain row is always JSON", e);
    }
  }
}
