package io.tributary.lake.verdict;

import io.tributary.hotkey.chain.BlockHash;
import io.tributary.hotkey.wire.MalformedBytesException;
import io.tributary.hotkey.wire.WireReader;
import io.tributary.hotkey.wire.WireWriter;
import io.tributary.lake.commitment.Commitments;
import io.tributary.lake.draw.DrawOptions;
import io.tributary.lake.epoch.Freeze;
import io.tributary.lake.epoch.FrozenSet;
import io.tributary.lake.threshold.Thresholds;
import io.tributary.schemas.Hotkey;
import java.util.List;
import java.util.Optional;

/**
 * The canonical bytes of a {@link Verdict}: the Avro binary of {@code VerdictBody}. What follows
 * from other fields stands there for readers of tables, and is refused where it does not follow.
 * Thread-safe.
 */
public final class VerdictCodec {

  /** The newest version. */
  public static final int VERSION = 2;

  /** Canonical bytes are never longer. */
  public static final int MOST_BYTES = 8 << 20;

  private static final int WITHOUT_THRESHOLDS = 1;
  private static final int ADDRESS_BYTES = 48;
  private static final Outcome[] OUTCOMES = Outcome.values();

  private VerdictCodec() {}

  /**
   * The canonical bytes. What version 1 could say is said in it, as it was before.
   *
   * @throws IllegalArgumentException if they would be longer than {@link #MOST_BYTES}
   */
  public static byte[] encode(Verdict verdict) {
    DrawBasis basis = verdict.basis();
    WireWriter writer =
        new WireWriter()
            .number(verdict.statedThresholds().isPresent() ? VERSION : WITHOUT_THRESHOLDS);
    writeSubject(writer, verdict.subject());
    writer.bytes(basis.frozenDigest()).bytes(Freeze.bytesOf(basis.seedBlockHash()));
    writeOptions(writer, basis.options());
    writer.number(basis.setFiles()).number(basis.setRows()).number(basis.setLeaves());
    writer
        .number(verdict.rules().undecidedLimit())
        .number(verdict.rules().leastEvidencePpm())
        .number(List.of(OUTCOMES).indexOf(verdict.outcome()))
        .number(verdict.canaryReadable() ? 1 : 0);
    writeCounts(writer, verdict.counts());
    FileVerdictCodec.writeFindings(writer, verdict.findings());
    writer.array(verdict.files(), file -> FileVerdictCodec.write(writer, file));
    verdict.statedThresholds().ifPresent(stated -> ThresholdsCodec.write(writer, stated));
    byte[] bytes = writer.toBytes();
    if (bytes.length > MOST_BYTES) {
      throw new IllegalArgumentException("a verdict of " + bytes.length + " bytes");
    }
    return bytes;
  }

  /**
   * Reads canonical bytes, strictly. Says nothing of a signature.
   *
   * @throws MalformedBytesException if they are not exactly one verdict of a version that is known
   */
  public static Verdict decode(byte[] bytes) throws MalformedBytesException {
    WireReader reader = new WireReader(bytes);
    int version = reader.integer();
    if (version < WITHOUT_THRESHOLDS || version > VERSION) {
      throw new MalformedBytesException(
          "a verdict of version " + version + ", not 1 to " + VERSION);
    }
    try {
      Verdict verdict = read(reader, version);
      reader.end();
      return verdict;
    } catch (IllegalArgumentException e) {
      MalformedBytesException refused = new MalformedBytesException(e.getMessage());
      refused.initCause(e);
      throw refused;
    }
  }

  private static Verdict read(WireReader reader, int version) throws MalformedBytesException {
    VerdictSubject subject = readSubject(reader);
    DrawBasis basis =
        new DrawBasis(
            reader.octets(Commitments.DIGEST_BYTES),
            new BlockHash("0x" + reader.octets(Commitments.DIGEST_BYTES).hex()),
            readOptions(reader),
            reader.number(),
            reader.number(),
            reader.number());
    VerdictRules rules = new VerdictRules(reader.integer(), reader.integer());
    Outcome outcome = OUTCOMES[reader.choice(OUTCOMES.length)];
    boolean canaryReadable = reader.choice(2) == 1;
    ContentCounts counts =
        new ContentCounts(reader.number(), reader.number(), reader.number(), reader.number());
    List<VerdictFinding> findings = FileVerdictCodec.readFindings(reader);
    // Bounded by what is there, since each file takes bytes: a claim of more allocates little.
    List<FileVerdict> files =
        reader.array(
            (int) Math.min(basis.setFiles(), FrozenSet.MOST_FILES),
            () -> FileVerdictCodec.read(reader, subject.hotkey()));
    Optional<Thresholds> thresholds =
        version == WITHOUT_THRESHOLDS
            ? Optional.empty()
            : Optional.of(ThresholdsCodec.read(reader));
    Verdict verdict =
        new Verdict(subject, basis, rules, thresholds, canaryReadable, counts, findings, files);
    if (verdict.outcome() != outcome) {
      throw new MalformedBytesException(
          "an outcome " + outcome + " that does not follow: " + verdict.outcome());
    }
    return verdict;
  }

  private static void writeSubject(WireWriter writer, VerdictSubject subject) {
    writer
        .text(subject.audience())
        .number(subject.netuid())
        .number(subject.epoch())
        .text(subject.hotkey().address())
        .text(subject.validator().address());
  }

  private static VerdictSubject readSubject(WireReader reader) throws MalformedBytesException {
    return new VerdictSubject(
        reader.text(VerdictSubject.MOST_AUDIENCE_BYTES),
        reader.integer(),
        reader.number(),
        new Hotkey(reader.text(ADDRESS_BYTES)),
        new Hotkey(reader.text(ADDRESS_BYTES)));
  }

  private static void writeOptions(WireWriter writer, DrawOptions options) {
    writer
        .number(options.confidencePpm())
        .number(options.toleratedPpm())
        .number(options.rowDraws())
        .number(options.largestFiles())
        .number(options.idScanFiles());
  }

  private static DrawOptions readOptions(WireReader reader) throws MalformedBytesException {
    return new DrawOptions(
        reader.integer(), reader.integer(), reader.integer(), reader.integer(), reader.integer());
  }

  private static void writeCounts(WireWriter writer, ContentCounts counts) {
    writer
        .number(counts.idRowsClaimed())
        .number(counts.idRowsPresent())
        .number(counts.oracleChecked())
        .number(counts.oraclePassed());
  }
}
