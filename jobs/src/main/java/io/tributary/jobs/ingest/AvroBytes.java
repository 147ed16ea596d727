package io.tributary.jobs.ingest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/** Plain Avro binary of generated records, without header or schema. Thread-safe. */
final class AvroBytes {

  private AvroBytes() {}

  static byte[] encode(SpecificRecord record) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(1024);
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
    try {
      new SpecificDatumWriter<SpecificRecord>(record.getSchema()).write(record, encoder);
    } catch (IOException e) {
      throw new UncheckedIOException("a record could not be written to memory", e);
    }
    return out.toByteArray();
  }

  @SuppressWarnings("TypeParameterUnusedInFormals") // The schema names the class.
  static <T extends SpecificRecord> T decode(Schema schema, byte[] bytes) throws IOException {
    return new SpecificDatumReader<T>(schema)
        .read(null, DecoderFactory.get().binaryDecoder(bytes, null));
  }
}
