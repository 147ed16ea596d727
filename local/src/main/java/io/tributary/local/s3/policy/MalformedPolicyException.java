package io.tributary.local.s3.policy;

/** A policy document that is wrong, or says something that is not enforced here. */
public final class MalformedPolicyException extends Exception {

  private static final long serialVersionUID = 1L;

  /** Says what is wrong. */
  public MalformedPolicyException(String message) {
    super(message);
  }
}
