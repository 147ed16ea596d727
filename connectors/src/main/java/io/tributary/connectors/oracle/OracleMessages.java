package io.tributary.connectors.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.hotkey.wire.MalformedBytesException;
import io.tributary.hotkey.wire.StrictJson;
import io.tributary.lake.check.RowOracle.Answer;
import io.tributary.lake.check.SampledRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/** Questions and answers as JSON; docs/validation.md describes both. Pure functions. */
final class OracleMessages {

  private static final int VERSION = 1;
  private static final String ANSWERS = "answers";

  private OracleMessages() {}

  static byte[] question(List<SampledRow> rows) {
    ObjectNode question = StrictJson.newObject().put("version", VERSION);
    ArrayNode list = question.putArray("rows");
    for (SampledRow row : rows) {
      ObjectNode one = list.addObject();
      one.put("item", row.item().text()).put("createdMicros", row.datetimeMicros());
      ObjectNode texts = one.putObject("texts");
      new TreeMap<>(row.texts()).forEach(texts::put);
    }
    return StrictJson.toBytes(question);
  }

  /**
   * Reads an answer to so many rows.
   *
   * @throws MalformedBytesException if it is none, or one to another number of rows
   */
  static List<Answer> answers(byte[] body, int rows) throws MalformedBytesException {
    JsonNode list = StrictJson.object(body, Set.of(ANSWERS)).get(ANSWERS);
    if (list == null || !list.isArray() || list.size() != rows) {
      throw new MalformedBytesException("no list of " + rows + " answers");
    }
    List<Answer> answers = new ArrayList<>();
    for (JsonNode one : list) {
      answers.add(
          Arrays.stream(Answer.values())
              .filter(answer -> one.isTextual() && answer.name().equals(one.textValue()))
              .findFirst()
              .orElseThrow(() -> new MalformedBytesException("an answer that is none")));
    }
    return answers;
  }
}
