package io.tributary.lake.proof;

import io.tributary.hotkey.wire.Octets;
import io.tributary.lake.commitment.Commitments;
import io.tributary.schemas.LakeFileName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Verifies a whole file against itself: its name, its tail, every leaf, its layout and its table.
 *
 * <p>Nothing that a file holds makes it throw; what is wrong is a finding. Memory is bounded by the
 * rules' cap of the tail. Reads every byte once, the tail twice. Thread-safe.
 */
public final class FileVerifier {

  private final FileRules rules;

  /** A verifier with these bounds. */
  public FileVerifier(FileRules rules) {
    this.rules = rules;
  }

  /** Verifies with {@link FileRules#DEFAULTS}. */
  public static FileReport verify(Path file) {
    return new FileVerifier(FileRules.DEFAULTS).check(file);
  }

  /** Verifies a file. Never throws for what the file is. */
  public FileReport check(Path file) {
    List<Finding> findings = new ArrayList<>();
    long size = 0;
    Optional<FileReport.Facts> facts = Optional.empty();
    Optional<Octets> whole = Optional.empty();
    try {
      if (!Files.isRegularFile(file)) {
        throw new IOException("no regular file");
      }
      size = Files.size(file);
      try (FileBytes bytes = FileBytes.open(file, size)) {
        Footer footer = readFooter(bytes);
        Octets tailDigest = tailDigest(bytes, footer.commitments());
        facts = Optional.of(facts(footer, tailDigest));
        long footerStart = size - FooterFrame.BYTES - bytes.footerLength(rules);
        findings.addAll(NameRules.check(file, footer, tailDigest));
        findings.addAll(LayoutRules.check(footer, footerStart));
        findings.addAll(TableRules.check(footer, rules));
        whole = Optional.of(bytes.checkLeaves(footer.commitments(), findings));
      }
    } catch (UnsoundFileException e) {
      findings.addAll(e.findings());
      findings.addAll(unparsedName(file));
    } catch (IOException e) {
      findings.add(new Finding(FindingCode.NOT_READABLE, String.valueOf(e.getMessage())));
    }
    return new FileReport(file, size, facts, whole, findings);
  }

  private Footer readFooter(FileBytes bytes) throws IOException, UnsoundFileException {
    int length = bytes.footerLength(rules);
    FooterFrame.requireMagic(bytes.read(0, LayoutRules.HEADER_BYTES));
    long start = bytes.size() - FooterFrame.BYTES - length;
    Footer footer = Footer.parse(bytes.read(start, length), 0, length, rules);
    long dataLength = footer.commitments().dataLength();
    if (dataLength <= LayoutRules.HEADER_BYTES || dataLength > start) {
      throw new UnsoundFileException(
          FindingCode.DATA_LAYOUT,
          "a data region of " + dataLength + " bytes before a footer at " + start);
    }
    if (bytes.size() - dataLength > rules.maxTailBytes()) {
      throw new UnsoundFileException(
          FindingCode.TAIL_TOO_LARGE, "a tail of " + (bytes.size() - dataLength) + " bytes");
    }
    return footer;
  }

  private static Octets tailDigest(FileBytes bytes, FooterCommitments commitments)
      throws IOException {
    long dataLength = commitments.dataLength();
    byte[] tail = bytes.read(dataLength, (int) (bytes.size() - dataLength));
    byte[] sha = Commitments.sha256().digest(tail);
    return Octets.of(Commitments.tailDigest(bytes.size(), dataLength, commitments.leafSize(), sha));
  }

  private static FileReport.Facts facts(Footer footer, Octets tailDigest) {
    FooterCommitments commitments = footer.commitments();
    return new FileReport.Facts(
        commitments.source(),
        footer.rows(),
        footer.rowGroups(),
        commitments.dataLength(),
        commitments.leaves().count(),
        tailDigest);
  }

  private static List<Finding> unparsedName(Path file) {
    return LakeFileName.parse(String.valueOf(file.getFileName())).isPresent()
        ? List.of()
        : List.of(NameRules.malformed(file));
  }
}
