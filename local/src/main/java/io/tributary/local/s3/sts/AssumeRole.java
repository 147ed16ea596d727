package io.tributary.local.s3.sts;

import io.tributary.local.s3.Roles;
import io.tributary.local.s3.policy.MalformedPolicyException;
import io.tributary.local.s3.policy.PolicyDocument;
import io.tributary.local.s3.policy.Principal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A request for a session, checked against AWS's limits.
 *
 * @param roleArn the role to be assumed
 * @param sessionName shown in logs and ARNs
 * @param life of the session
 * @param principal bounded by the role's policy and, if given, the session's
 */
record AssumeRole(String roleArn, String sessionName, Duration life, Principal principal) {

  private static final Set<String> KNOWN =
      Set.of("Action", "Version", "RoleArn", "RoleSessionName", "Policy", "DurationSeconds");
  private static final Pattern SESSION_NAME = Pattern.compile("[A-Za-z0-9_+=,.@-]{2,64}");
  private static final Pattern SECONDS = Pattern.compile("\\d{1,6}");
  private static final int MAX_POLICY = 2048;

  static AssumeRole parse(String form, Roles roles) throws StsException {
    Map<String, String> fields = fields(form);
    if (!"AssumeRole".equals(fields.get("Action")) || !"2011-06-15".equals(fields.get("Version"))) {
      throw new StsException(400, "InvalidAction", "only AssumeRole of version 2011-06-15");
    }
    for (String name : fields.keySet()) {
      if (!KNOWN.contains(name)) {
        throw invalid("parameter not supported by this server");
      }
    }
    String name = fields.getOrDefault("RoleSessionName", "");
    if (!SESSION_NAME.matcher(name).matches()) {
      throw invalid("RoleSessionName has 2 to 64 characters of [A-Za-z0-9_+=,.@-]");
    }
    String seconds = fields.getOrDefault("DurationSeconds", "3600");
    if (!SECONDS.matcher(seconds).matches()
        || Integer.parseInt(seconds) < 900
        || Integer.parseInt(seconds) > 43_200) {
      throw invalid("DurationSeconds is 900 to 43200");
    }
    String arn = fields.getOrDefault("RoleArn", "");
    List<PolicyDocument> policies = new ArrayList<>();
    policies.add(
        roles
            .policyOf(arn)
            .orElseThrow(() -> new StsException(403, "AccessDenied", "no such role")));
    if (fields.containsKey("Policy")) {
      policies.add(policy(fields.get("Policy")));
    }
    return new AssumeRole(
        arn,
        name,
        Duration.ofSeconds(Integer.parseInt(seconds)),
        new Principal(Roles.nameOf(arn), policies));
  }

  private static PolicyDocument policy(String json) throws StsException {
    if (json.isEmpty() || json.length() > MAX_POLICY) {
      throw invalid("Policy has 1 to " + MAX_POLICY + " characters");
    }
    try {
      return PolicyDocument.parse(json);
    } catch (MalformedPolicyException e) {
      throw new StsException(400, "MalformedPolicyDocument", e.getMessage());
    }
  }

  private static Map<String, String> fields(String form) throws StsException {
    Map<String, String> fields = new HashMap<>();
    for (String pair : form.split("&", -1)) {
      int equals = pair.indexOf('=');
      String name;
      String value;
      try {
        name = URLDecoder.decode(pair.substring(0, Math.max(equals, 0)), StandardCharsets.UTF_8);
        value = URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8);
      } catch (IllegalArgumentException e) {
        throw invalid("the body is not a form");
      }
      if (equals < 1 || fields.put(name, value) != null) {
        throw invalid("the body is not a form with each parameter once");
      }
    }
    return fields;
  }

  private static StsException invalid(String message) {
    return new StsException(400, "ValidationError", message);
  }
}
