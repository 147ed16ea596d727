package io.tributary.local.s3;

import io.tributary.local.s3.policy.MalformedPolicyException;
import io.tributary.local.s3.policy.PolicyDocument;
import java.util.Map;
import java.util.Optional;

/** The roles of this server and what each may do at most. Immutable. */
public final class Roles {

  static final String OPERATOR = "operator";
  private static final String ARN = "arn:aws:iam::000000000000:role/";
  private static final String UPLOAD = "DataUniverseUploadRole";
  private static final String READ = "DataUniverseReadRole";

  private final Map<String, PolicyDocument> policies;

  private Roles(Map<String, PolicyDocument> policies) {
    this.policies = Map.copyOf(policies);
  }

  /** The roles for one bucket. Neither may delete, nor touch anything but this bucket. */
  static Roles of(String bucket) {
    String objects = "\"arn:aws:s3:::" + bucket + "/*\"";
    String list =
        "{\"Effect\":\"Allow\",\"Action\":\"s3:ListBucket\",\"Resource\":\"arn:aws:s3:::"
            + bucket
            + "\"}";
    return new Roles(
        Map.of(
            UPLOAD,
            policy(
                "{\"Statement\":[{\"Effect\":\"Allow\",\"Action\":[\"s3:PutObject\","
                    + "\"s3:GetObject\",\"s3:AbortMultipartUpload\","
                    + "\"s3:ListMultipartUploadParts\"],\"Resource\":"
                    + objects
                    + "},"
                    + list
                    + "]}"),
            READ,
            policy(
                "{\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"s3:GetObject\",\"Resource\":"
                    + objects
                    + "},"
                    + list
                    + "]}")));
  }

  /** The policy of the role of this ARN, if there is such a role. */
  public Optional<PolicyDocument> policyOf(String roleArn) {
    return roleArn.startsWith(ARN)
        ? Optional.ofNullable(policies.get(roleArn.substring(ARN.length())))
        : Optional.empty();
  }

  /** The name in a role's ARN. */
  public static String nameOf(String roleArn) {
    return roleArn.substring(ARN.length());
  }

  static String uploadArn() {
    return ARN + UPLOAD;
  }

  static String readArn() {
    return ARN + READ;
  }

  /** The operator may do everything. */
  static PolicyDocument operatorPolicy() {
    return policy("{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}}");
  }

  private static PolicyDocument policy(String json) {
    try {
      return PolicyDocument.parse(json);
    } catch (MalformedPolicyException e) {
      throw new IllegalStateException("a policy of the server's own is malformed", e);
    }
  }
}
