package io.tributary.hotkey.batch;

import io.tributary.hotkey.wire.MalformedBytesException;
import io.tributary.schemas.avro.MinerRecord;
import java.nio.ByteBuffer;

/** The Avro binary of one {@link MinerRecord}. */
final class RecordCodec {

  private RecordCodec() {}

  static void write(MinerRecord minerRecord, AvroOutput out) {
    writeText(minerRecord.getUri(), out);
    writeText(minerRecord.getDatetime(), out);
    writeText(minerRecord.getSource(), out);
    writeText(minerRecord.getLabel(), out);
    ByteBuffer content = minerRecord.getContent();
    out.writeLong(content == null ? 0 : 1);
    if (content != null) {
      out.writeBytes(content);
    }
    Long size = minerRecord.getContentSizeBytes();
    out.writeLong(size == null ? 0 : 1);
    if (size != null) {
      out.writeLong(size);
    }
  }

  /** Reads a record whose content is a copy, so that it does not keep the whole batch alive. */
  static MinerRecord read(AvroInput in) throws MalformedBytesException {
    MinerRecord minerRecord = new MinerRecord();
    minerRecord.setUri(readText(in));
    minerRecord.setDatetime(readText(in));
    minerRecord.setSource(readText(in));
    minerRecord.setLabel(readText(in));
    minerRecord.setContent(in.readPresence() ? ByteBuffer.wrap(in.readBytes()) : null);
    minerRecord.setContentSizeBytes(in.readPresence() ? (Long) in.readLong() : null);
    return minerRecord;
  }

  private static void writeText(String text, AvroOutput out) {
    out.writeLong(text == null ? 0 : 1);
    if (text != null) {
      out.writeString(text);
    }
  }

  private static String readText(AvroInput in) throws MalformedBytesException {
    return in.readPresence() ? in.readString() : null;
  }
}
