package io.tributary.lake.proof;

import java.util.List;

/** A file, or what was read of it, is not what it must be; the findings say why. */
public final class UnsoundFileException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient List<Finding> findings;

  UnsoundFileException(List<Finding> findings) {
    super(findings.get(0).toString());
    this.findings = List.copyOf(findings);
  }

  UnsoundFileException(FindingCode code, String detail) {
    this(List.of(new Finding(code, detail)));
  }

  UnsoundFileException(FindingCode code, String detail, Throwable cause) {
    this(code, detail);
    initCause(cause);
  }

  /** What is wrong, at least one. Unmodifiable. */
  public List<Finding> findings() {
    return findings;
  }
}
