package io.tributary.jobs.validate.table;

import io.tributary.hotkey.wire.MalformedBytesException;
import io.tributary.lake.verdict.ContentCounts;
import io.tributary.lake.verdict.DrawBasis;
import io.tributary.lake.verdict.FileVerdict;
import io.tributary.lake.verdict.SignedVerdict;
import io.tributary.lake.verdict.Verdict;
import io.tributary.lake.verdict.VerdictCodec;
import io.tributary.lake.verdict.VerdictFinding;
import io.tributary.lake.verdict.VerdictSubject;
import io.tributary.schemas.avro.VerdictRow;
import io.tributary.schemas.avro.VerdictRowFile;
import io.tributary.schemas.avro.VerdictRowFinding;
import java.nio.ByteBuffer;
import java.util.List;

/** A signed verdict as a row of the table. Pure; thread-safe. */
final class VerdictRows {

  private VerdictRows() {}

  /**
   * The verdict of a message, not verified: it comes from the job that signed it.
   *
   * @throws MalformedBytesException if the message is no signed verdict
   */
  static Verdict verdict(byte[] message) throws MalformedBytesException {
    return VerdictCodec.decode(SignedVerdict.decode(message).body().bytes());
  }

  /**
   * The row of a message.
   *
   * @throws MalformedBytesException if it is no signed verdict
   */
  static VerdictRow of(byte[] message) throws MalformedBytesException {
    Verdict verdict = verdict(message);
    VerdictSubject subject = verdict.subject();
    DrawBasis basis = verdict.basis();
    ContentCounts counts = verdict.counts();
    return VerdictRow.newBuilder()
        .setAudience(subject.audience())
        .setNetuid(subject.netuid())
        .setEpoch(subject.epoch())
        .setHotkey(subject.hotkey().address())
        .setValidator(subject.validator().address())
        .setOutcome(verdict.outcome().name())
        .setFrozenDigest(basis.frozenDigest().hex())
        .setSeedBlockHash(basis.seedBlockHash().hex())
        .setSetFiles(basis.setFiles())
        .setSetRows(basis.setRows())
        .setSetLeaves(basis.setLeaves())
        .setEarningRows(verdict.earningRows())
        .setCanaryReadable(verdict.canaryReadable())
        .setBytesRead(verdict.bytesRead())
        .setRequests(verdict.requests())
        .setIdRowsClaimed(counts.idRowsClaimed())
        .setIdRowsPresent(counts.idRowsPresent())
        .setOracleChecked(counts.oracleChecked())
        .setOraclePassed(counts.oraclePassed())
        .setFindings(findings(verdict.findings()))
        .setFiles(verdict.files().stream().map(VerdictRows::file).toList())
        .setSignedVerdict(ByteBuffer.wrap(message))
        .build();
  }

  private static VerdictRowFile file(FileVerdict file) {
    return VerdictRowFile.newBuilder()
        .setObjectKey(file.key().path())
        .setVersion(file.version().text())
        .setOutcome(file.outcome().name())
        .setRows(file.rows())
        .setLeavesDrawn(file.leaves().size())
        .setRowsDrawn(file.rowDraws().size())
        .setIdScanned(file.idScanned())
        .setUndecidedEpochs(file.undecidedEpochs())
        .setBytesRead(file.bytesRead())
        .setRequests(file.requests())
        .setFindings(findings(file.findings()))
        .build();
  }

  private static List<VerdictRowFinding> findings(List<VerdictFinding> findings) {
    return findings.stream()
        .map(
            finding ->
                VerdictRowFinding.newBuilder()
                    .setReason(finding.reason().name())
                    .setParty(finding.reason().party().name())
                    .setOutcome(finding.reason().outcome().name())
                    .setDetail(finding.detail())
                    .build())
        .toList();
  }
}
