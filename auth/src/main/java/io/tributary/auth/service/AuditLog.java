package io.tributary.auth.service;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.hotkey.wire.StrictJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One JSON line for each decision: who, what, outcome, request id and digests; and in the same line
 * its metrics in CloudWatch's embedded metric format, so that counting needs nothing else.
 * Thread-safe if what takes the lines is.
 *
 * <p>Format: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/
 * CloudWatch_Embedded_Metric_Format_Specification.html
 */
public final class AuditLog {

  private static final String NAMESPACE = "Tributary/Auth";
  private static final List<List<String>> DIMENSIONS =
      List.of(List.of("audience"), List.of("audience", "endpoint", "outcome"));

  private final String audience;
  private final Consumer<String> lines;

  /**
   * @param audience the deployment's name
   * @param lines takes each line, without a line end
   */
  public AuditLog(String audience, Consumer<String> lines) {
    this.audience = Objects.requireNonNull(audience, "audience");
    this.lines = Objects.requireNonNull(lines, "lines");
  }

  /**
   * What became of one request.
   *
   * @param at when it was decided
   * @param endpoint what was asked
   * @param requestId the service's own id of it
   * @param outcome {@code GRANTED} or the reason
   * @param claim what it says, if it could be read
   * @param receivedDigest SHA-256 of what was received, hex; empty if nothing was read
   * @param evidence digest of the entry kept of it
   * @param millis how long the decision took
   */
  record Entry(
      Instant at,
      String endpoint,
      String requestId,
      String outcome,
      Optional<Claim> claim,
      Optional<String> receivedDigest,
      Optional<String> evidence,
      double millis) {}

  void decided(Entry entry) {
    ObjectNode line = StrictJson.newObject();
    metrics(line.putObject("_aws"), entry.at());
    line.put("audience", audience);
    line.put("endpoint", entry.endpoint());
    line.put("outcome", entry.outcome());
    line.put("decisions", 1);
    line.put("granted", entry.outcome().equals(AuthService.GRANTED) ? 1 : 0);
    line.put("latency", entry.millis());
    line.put("at", entry.at().toString());
    line.put("requestId", entry.requestId());
    entry.claim().ifPresent(claim -> put(line, claim));
    entry.receivedDigest().ifPresent(digest -> line.put("received", digest));
    entry.evidence().ifPresent(digest -> line.put("evidence", digest));
    lines.accept(new String(StrictJson.toBytes(line), StandardCharsets.UTF_8));
  }

  private static void put(ObjectNode line, Claim claim) {
    line.put("purpose", claim.purpose());
    line.put("hotkey", claim.hotkey().address());
    line.put("requester", claim.requester());
    ArrayNode scope = line.putArray("scope");
    claim.scope().forEach(scope::add);
  }

  private static void metrics(ObjectNode aws, Instant at) {
    aws.put("Timestamp", at.toEpochMilli());
    ObjectNode directive = aws.putArray("CloudWatchMetrics").addObject();
    directive.put("Namespace", NAMESPACE);
    ArrayNode dimensions = directive.putArray("Dimensions");
    for (List<String> set : DIMENSIONS) {
      ArrayNode names = dimensions.addArray();
      set.forEach(names::add);
    }
    ArrayNode metrics = directive.putArray("Metrics");
    metrics.addObject().put("Name", "decisions").put("Unit", "Count");
    metrics.addObject().put("Name", "granted").put("Unit", "Count");
    metrics.addObject().put("Name", "latency").put("Unit", "Milliseconds");
  }
}
