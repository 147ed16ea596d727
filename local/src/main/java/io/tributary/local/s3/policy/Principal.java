package io.tributary.local.s3.policy;

import java.util.List;

/**
 * Who asks: a role and all policies that bound it. Something may be done if every policy allows it.
 *
 * @param role the name of the role; uploads belong to it
 * @param policies of the role, and of the session if it has one
 */
public record Principal(String role, List<PolicyDocument> policies) {

  /** Checks that something bounds this principal. */
  public Principal {
    policies = List.copyOf(policies);
    if (policies.isEmpty()) {
      throw new IllegalArgumentException("a principal without a policy");
    }
  }

  /** Whether this principal may do this. */
  public boolean may(Access access) {
    return policies.stream().allMatch(p -> p.allows(access));
  }
}
