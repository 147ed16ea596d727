package io.tributary.lake.verdict;

import io.tributary.hotkey.wire.MalformedBytesException;
import io.tributary.hotkey.wire.WireReader;
import io.tributary.hotkey.wire.WireWriter;
import io.tributary.lake.draw.LeafCount;
import io.tributary.lake.draw.RowDraw;
import io.tributary.lake.epoch.ObjectVersion;
import io.tributary.schemas.Hotkey;
import io.tributary.schemas.ObjectKey;
import java.util.Arrays;
import java.util.List;

/** The part of a verdict's bytes that is about one file, and findings. */
final class FileVerdictCodec {

  private static final int MOST_KEY_BYTES = 256;
  private static final int MOST_CODE_BYTES = 64;
  private static final int MOST_FINDINGS = 4096;
  private static final int MOST_ROW_DRAWS = 10_200;
  private static final Outcome[] OUTCOMES = Outcome.values();
  private static final Party[] PARTIES = Party.values();
  private static final RowDraw.Kind[] KINDS = RowDraw.Kind.values();

  private FileVerdictCodec() {}

  static void write(WireWriter writer, FileVerdict file) {
    writer.text(file.key().path());
    file.version().writeTo(writer);
    writer.number(file.rows()).number(Arrays.asList(OUTCOMES).indexOf(file.outcome()));
    writer.array(file.leaves(), writer::number);
    writer.array(
        file.rowDraws(),
        draw -> writer.number(Arrays.asList(KINDS).indexOf(draw.kind())).number(draw.row()));
    writer
        .number(file.idScanned() ? 1 : 0)
        .number(file.undecidedEpochs())
        .number(file.bytesRead())
        .number(file.requests());
    writeFindings(writer, file.findings());
  }

  static FileVerdict read(WireReader reader, Hotkey miner) throws MalformedBytesException {
    ObjectKey key = readKey(reader, miner);
    ObjectVersion version = ObjectVersion.readFrom(reader);
    long rows = reader.number();
    Outcome outcome = OUTCOMES[reader.choice(OUTCOMES.length)];
    FileVerdict file =
        new FileVerdict(
            key,
            version,
            rows,
            reader.array(LeafCount.MOST, reader::number),
            reader.array(MOST_ROW_DRAWS, () -> readDraw(reader)),
            reader.choice(2) == 1,
            reader.integer(),
            reader.number(),
            reader.number(),
            readFindings(reader));
    if (file.outcome() != outcome) {
      throw new MalformedBytesException(
          "an outcome " + outcome + " of a file that does not follow: " + file.outcome());
    }
    return file;
  }

  static void writeFindings(WireWriter writer, List<VerdictFinding> findings) {
    writer.array(
        findings,
        finding ->
            writer
                .text(finding.reason().name())
                .number(Arrays.asList(PARTIES).indexOf(finding.reason().party()))
                .text(finding.detail()));
  }

  static List<VerdictFinding> readFindings(WireReader reader) throws MalformedBytesException {
    return reader.array(MOST_FINDINGS, () -> readFinding(reader));
  }

  private static VerdictFinding readFinding(WireReader reader) throws MalformedBytesException {
    String code = reader.text(MOST_CODE_BYTES);
    VerdictReason reason =
        Arrays.stream(VerdictReason.values())
            .filter(known -> known.name().equals(code))
            .findFirst()
            .orElseThrow(() -> new MalformedBytesException("an unknown reason"));
    if (PARTIES[reader.choice(PARTIES.length)] != reason.party()) {
      throw new MalformedBytesException(reason + " does not concern that party");
    }
    return new VerdictFinding(reason, reader.text(VerdictFinding.MOST_CHARACTERS));
  }

  private static FileVerdict.Draw readDraw(WireReader reader) throws MalformedBytesException {
    return new FileVerdict.Draw(KINDS[reader.choice(KINDS.length)], reader.number());
  }

  private static ObjectKey readKey(WireReader reader, Hotkey miner) throws MalformedBytesException {
    ObjectKey key =
        ObjectKey.parse(reader.text(MOST_KEY_BYTES))
            .orElseThrow(() -> new MalformedBytesException("not the key of a file of the lake"));
    // One instance of the miner's address for all files.
    return key.hotkey().equals(miner) ? new ObjectKey(key.source(), miner, key.file()) : key;
  }
}
