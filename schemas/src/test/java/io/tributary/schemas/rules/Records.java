package io.tributary.schemas.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.schemas.avro.MinerRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** The canonical records of the contract, and variations of them. */
final class Records {

  private static final ObjectMapper JSON = new ObjectMapper();

  private Records() {}

  static MinerRecord canonical(String name) {
    try (InputStream in = Records.class.getResourceAsStream("/vectors/canonical-records.json")) {
      JsonNode record = JSON.readTree(in).get(name);
      return new MinerRecord(
          record.get("uri").asText(),
          record.get("datetime").asText(),
          record.get("source").asText(),
          record.get("label").asText(),
          bytes(record.get("content").asText()),
          record.get("content_size_bytes").asLong());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A canonical record whose content was changed; size included. */
  static MinerRecord withContent(String name, Consumer<ObjectNode> change) {
    MinerRecord record = canonical(name);
    try {
      ObjectNode content = (ObjectNode) JSON.readTree(text(record.getContent()));
      change.accept(content);
      return withText(record, JSON.writeValueAsString(content));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static MinerRecord withText(MinerRecord record, String content) {
    ByteBuffer bytes = bytes(content);
    record.setContent(bytes);
    record.setContentSizeBytes((long) bytes.remaining());
    return record;
  }

  static String text(ByteBuffer content) {
    return StandardCharsets.UTF_8.decode(content.duplicate()).toString();
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }
}
