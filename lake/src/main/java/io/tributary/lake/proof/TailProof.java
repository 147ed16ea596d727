package io.tributary.lake.proof;

import io.tributary.lake.commitment.Commitments;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/**
 * The proven tail of a file: its footer is what was signed, it is well formed, and any leaves can
 * be proven alone against it. Thread-safe.
 */
public final class TailProof {

  private final Footer footer;

  private TailProof(Footer footer) {
    this.footer = footer;
  }

  /**
   * Proves a tail, before anything of it is parsed, and then checks that the file is well formed.
   *
   * @param manifest what was signed; its signature is the caller's to verify
   * @param tail all bytes of the file from {@code dataLength} on
   * @throws UnsoundFileException with what is wrong
   */
  public static TailProof prove(FileManifest manifest, byte[] tail, FileRules rules)
      throws UnsoundFileException {
    if (manifest.tailLength() > rules.maxTailBytes()) {
      throw new UnsoundFileException(
          FindingCode.TAIL_TOO_LARGE, "a tail of " + manifest.tailLength() + " bytes");
    }
    if (tail.length != manifest.tailLength()) {
      throw new UnsoundFileException(
          FindingCode.SIZE, tail.length + " bytes of tail, not " + manifest.tailLength());
    }
    byte[] digest =
        Commitments.tailDigest(
            manifest.sizeBytes(),
            manifest.dataLength(),
            manifest.leafSize(),
            Commitments.sha256().digest(tail));
    if (!manifest.tailDigest().holds(digest)) {
      throw new UnsoundFileException(
          FindingCode.TAIL_DIGEST, "the tail is not the one that was signed");
    }
    int length = FooterFrame.footerLength(tail, manifest.sizeBytes(), rules);
    int start = tail.length - FooterFrame.BYTES - length;
    if (start < 0) {
      throw new UnsoundFileException(
          FindingCode.TAIL_LAYOUT, "the footer begins before dataLength");
    }
    Footer footer = Footer.parse(tail, start, length, rules);
    List<Finding> findings = differences(manifest, footer);
    if (findings.isEmpty()) {
      findings.addAll(LayoutRules.check(footer, manifest.dataLength() + start));
      findings.addAll(TableRules.check(footer, rules));
    }
    if (!findings.isEmpty()) {
      throw new UnsoundFileException(findings);
    }
    return new TailProof(footer);
  }

  /** The footer. */
  public Footer footer() {
    return footer;
  }

  /**
   * The leaves that hold a run of bytes of the data region, to be read whole.
   *
   * @throws IllegalArgumentException if the run is empty, not in the data region, or its leaves are
   *     more than an array can hold
   */
  public LeafRange leavesOf(long offset, long length) {
    long dataLength = footer.commitments().dataLength();
    int leafSize = footer.commitments().leafSize();
    if (offset < 0 || length < 1 || length > dataLength - offset) {
      throw new IllegalArgumentException(
          offset + " + " + length + " is no run of bytes of a data region of " + dataLength);
    }
    long first = offset / leafSize;
    long last = (offset + length - 1) / leafSize;
    long begin = first * leafSize;
    long end = Math.min(dataLength, (last + 1) * leafSize);
    if (end - begin > Integer.MAX_VALUE - 16) {
      throw new IllegalArgumentException("leaves of " + (end - begin) + " bytes: ask for fewer");
    }
    return new LeafRange(first, (int) (last - first + 1), begin, (int) (end - begin));
  }

  /**
   * Proves leaves alone.
   *
   * @param range what was asked for, as {@link #leavesOf} answered it
   * @param bytes what came
   * @throws UnsoundFileException if a leaf's bytes are not those that the file commits to
   */
  public void proveLeaves(LeafRange range, byte[] bytes) throws UnsoundFileException {
    if (bytes.length != range.length()) {
      throw new UnsoundFileException(
          FindingCode.SIZE, bytes.length + " bytes of leaves, not " + range.length());
    }
    FooterCommitments commitments = footer.commitments();
    MessageDigest sha = Commitments.sha256();
    List<Finding> findings = new ArrayList<>();
    int at = 0;
    for (long leaf = range.firstLeaf(); at < bytes.length; leaf++) {
      int length = Math.min(commitments.leafSize(), bytes.length - at);
      if (!commitments.leaves().matches(sha, leaf, bytes, at, length)) {
        findings.add(new Finding(FindingCode.LEAF_DIGEST, "leaf " + leaf));
      }
      at += length;
    }
    if (!findings.isEmpty()) {
      throw new UnsoundFileException(findings);
    }
  }

  private static List<Finding> differences(FileManifest manifest, Footer footer) {
    List<Finding> findings = new ArrayList<>();
    FooterCommitments stated = footer.commitments();
    boolean same =
        stated.dataLength() == manifest.dataLength()
            && stated.leafSize() == manifest.leafSize()
            && stated.source() == manifest.key().source()
            && footer.rows() == manifest.rows();
    if (!same) {
      findings.add(
          new Finding(
              FindingCode.COMMITMENTS_DIFFER,
              "dataLength, leaf size, source or rows of the footer are not the manifest's"));
    }
    return findings;
  }
}
