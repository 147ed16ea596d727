package io.tributary.jobs.ingest;

import io.tributary.connectors.types.BinaryCodec;
import io.tributary.schemas.Hotkey;
import io.tributary.schemas.avro.MinerRecord;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Hotkey, position and the record in Avro binary. Used only where the chain is broken. */
public final class CandidateRecordCodec implements BinaryCodec<CandidateRecord> {

  private static final long serialVersionUID = 1L;

  @Override
  public Class<CandidateRecord> type() {
    return CandidateRecord.class;
  }

  @Override
  public void write(CandidateRecord value, DataOutputView out) throws IOException {
    out.writeUTF(value.hotkey().address());
    value.position().write(out);
    byte[] record = AvroBytes.encode(value.record());
    out.writeInt(record.length);
    out.write(record);
  }

  @Override
  public CandidateRecord read(int version, DataInputView in) throws IOException {
    Hotkey hotkey = new Hotkey(in.readUTF());
    RecordPosition position = RecordPosition.read(in);
    byte[] record = new byte[in.readInt()];
    in.readFully(record);
    return new CandidateRecord(
        hotkey, AvroBytes.decode(MinerRecord.getClassSchema(), record), position);
  }
}
