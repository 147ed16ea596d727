package io.tributary.local.s3.policy;

import java.util.List;

/** A policy: what is allowed and not denied may be done, and nothing else. Immutable. */
public final class PolicyDocument {

  private final List<Statement> statements;

  PolicyDocument(List<Statement> statements) {
    this.statements = List.copyOf(statements);
  }

  /**
   * Reads a document.
   *
   * @throws MalformedPolicyException if it is not one, or holds anything that is not enforced here:
   *     an element, operator or condition key other than those that the embedded store knows, or a
   *     policy variable
   */
  public static PolicyDocument parse(String json) throws MalformedPolicyException {
    return PolicyReader.read(json);
  }

  /** The policy that allows nothing. */
  public static PolicyDocument nothing() {
    return new PolicyDocument(List.of());
  }

  /** Whether this may be done. A denial wins over every allowance. */
  public boolean allows(Access access) {
    boolean allowed = false;
    for (Statement statement : statements) {
      if (statement.applies(access)) {
        if (!statement.allow()) {
          return false;
        }
        allowed = true;
      }
    }
    return allowed;
  }
}
