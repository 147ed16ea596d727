package io.tributary.jobs.validate;

import io.tributary.lake.verdict.VerdictFinding;
import io.tributary.lake.verdict.VerdictReason;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Findings in state: code and detail. */
final class FindingCodec {

  private FindingCodec() {}

  static void write(VerdictFinding finding, DataOutputView out) throws IOException {
    out.writeUTF(finding.reason().name());
    out.writeUTF(finding.detail());
  }

  static VerdictFinding read(DataInputView in) throws IOException {
    return new VerdictFinding(VerdictReason.valueOf(in.readUTF()), in.readUTF());
  }
}
