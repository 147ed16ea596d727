package io.tributary.local.s3.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tributary.local.s3.policy.Statement.PrefixCondition;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads policy documents, strictly. */
final class PolicyReader {

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();
  private static final Set<String> VERSIONS = Set.of("2012-10-17", "2008-10-17");

  private PolicyReader() {}

  static PolicyDocument read(String json) throws MalformedPolicyException {
    JsonNode root;
    try {
      root = JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new MalformedPolicyException("the policy is not JSON");
    }
    onlyKeys(root, Set.of("Version", "Id", "Statement"));
    if (root.has("Version") && !VERSIONS.contains(root.get("Version").asText())) {
      throw new MalformedPolicyException("unknown version of the policy language");
    }
    JsonNode statements = root.path("Statement");
    List<Statement> read = new ArrayList<>();
    if (statements.isObject()) {
      read.add(statement(statements));
    } else if (statements.isArray() && !statements.isEmpty()) {
      for (JsonNode statement : statements) {
        read.add(statement(statement));
      }
    } else {
      throw new MalformedPolicyException("the policy has no statement");
    }
    return new PolicyDocument(read);
  }

  private static Statement statement(JsonNode node) throws MalformedPolicyException {
    onlyKeys(node, Set.of("Sid", "Effect", "Action", "Resource", "Condition"));
    String effect = node.path("Effect").asText();
    if (!effect.equals("Allow") && !effect.equals("Deny")) {
      throw new MalformedPolicyException("the effect of a statement is Allow or Deny");
    }
    List<String> actions = new ArrayList<>();
    for (String action : texts(node.path("Action"), "Action")) {
      if (!action.equals("*") && !action.matches("[a-z0-9]+:[A-Za-z*?]+")) {
        throw new MalformedPolicyException("not an action: " + action);
      }
      actions.add(action.toLowerCase(Locale.ROOT));
    }
    List<String> resources = texts(node.path("Resource"), "Resource");
    for (String resource : resources) {
      if (!resource.equals("*") && !resource.startsWith("arn:aws:s3:::")) {
        throw new MalformedPolicyException("not a resource of this store: " + resource);
      }
    }
    return new Statement(
        effect.equals("Allow"), actions, resources, conditions(node.get("Condition")));
  }

  private static List<PrefixCondition> conditions(JsonNode node) throws MalformedPolicyException {
    List<PrefixCondition> conditions = new ArrayList<>();
    if (node == null) {
      return conditions;
    }
    onlyKeys(node, Set.of("StringLike", "StringEquals"));
    for (Map.Entry<String, JsonNode> operator : node.properties()) {
      onlyKeys(operator.getValue(), Set.of("s3:prefix"));
      conditions.add(
          new PrefixCondition(
              operator.getKey().equals("StringLike"),
              texts(operator.getValue().path("s3:prefix"), "s3:prefix")));
    }
    return conditions;
  }

  private static List<String> texts(JsonNode node, String name) throws MalformedPolicyException {
    List<String> texts = new ArrayList<>();
    if (node.isTextual()) {
      texts.add(node.asText());
    } else {
      for (JsonNode item : node) {
        if (!item.isTextual()) {
          throw new MalformedPolicyException(name + " holds something that is not text");
        }
        texts.add(item.asText());
      }
    }
    if (texts.isEmpty()) {
      throw new MalformedPolicyException("a statement without " + name);
    }
    for (String text : texts) {
      if (text.contains("${")) {
        throw new MalformedPolicyException("policy variables are not supported, in " + name);
      }
    }
    return texts;
  }

  private static void onlyKeys(JsonNode node, Set<String> known) throws MalformedPolicyException {
    if (node == null || !node.isObject()) {
      throw new MalformedPolicyException("something that is not a JSON object");
    }
    for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!known.contains(name)) {
        throw new MalformedPolicyException("not enforced by this store: " + name);
      }
    }
  }
}
