package io.tributary.local.demo.stores;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UpstreamJsonTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @ParameterizedTest
  @ValueSource(strings = {"x", "reddit", "reddit_post"})
  void writesCanonicalContentByteForByte(String name) throws IOException {
    try (InputStream in = getClass().getResourceAsStream("/demo/canonical-records.json")) {
      JsonNode record = JSON.readTree(in).get(name);
      String content = record.get("content").textValue();
      Map<String, Object> fields = JSON.readValue(content, new TypeReference<>() {});
      assertThat(UpstreamJson.write(fields)).isEqualTo(content);
      assertThat(content).hasSize(record.get("content_size_bytes").intValue());
    }
  }

  @Test
  void escapesWhatPythonEscapes() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("k", "\"\\/\n\r\t\f\b\u0000\u001f\u007f\u0080é😀");
    assertThat(UpstreamJson.write(fields))
        .isEqualTo(
            "{\"k\": \"\\\"\\\\/\\n\\r\\t\\f\\b\\u0000\\u001f\\u007f\\u0080\\u00e9\\ud83d\\ude00\"}");
  }
}
