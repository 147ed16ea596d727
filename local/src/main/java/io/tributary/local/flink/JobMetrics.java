package io.tributary.local.flink;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A job's counts, summed over subtasks, as Flink's REST API gives them. Works with any Flink
 * cluster. Thread-safe.
 */
public final class JobMetrics {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final URI address;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final ObjectMapper json = new ObjectMapper();

  /**
   * @param address where Flink's REST API answers
   */
  public JobMetrics(URI address) {
    this.address = address;
  }

  /** The ids, in hex, of the jobs that run now. */
  public List<String> running() throws IOException, InterruptedException {
    List<String> running = new ArrayList<>();
    for (JsonNode job : get("/jobs").path("jobs")) {
      if (job.path("status").asText().equals("RUNNING")) {
        running.add(job.path("id").asText());
      }
    }
    return running;
  }

  /**
   * The sums of metrics over all subtasks and operators that have one of that name. A metric that
   * is not there yet is left out.
   *
   * @param job the job's id in hex
   * @param names the metrics' own names, without scope
   * @throws IOException if the API does not answer
   */
  public Map<String, Long> sums(String job, Collection<String> names)
      throws IOException, InterruptedException {
    Map<String, Long> sums = new HashMap<>();
    for (JsonNode vertex : get("/jobs/" + job).path("vertices")) {
      String metrics =
          "/jobs/" + job + "/vertices/" + vertex.path("id").asText() + "/subtasks/metrics";
      List<String> ids = new ArrayList<>();
      for (JsonNode metric : get(metrics)) {
        String id = metric.path("id").asText();
        if (names.contains(ownName(id))) {
          ids.add(id);
        }
      }
      if (ids.isEmpty()) {
        continue;
      }
      String wanted = URLEncoder.encode(String.join(",", ids), StandardCharsets.UTF_8);
      for (JsonNode metric : get(metrics + "?agg=sum&get=" + wanted)) {
        sums.merge(
            ownName(metric.path("id").asText()), (long) metric.path("sum").asDouble(), Long::sum);
      }
    }
    return sums;
  }

  private static String ownName(String id) {
    return id.substring(id.lastIndexOf('.') + 1);
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(address.resolve(path)).timeout(PATIENCE).GET().build();
    HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
    if (response.statusCode() != 200) {
      throw new IOException("Flink answers " + response.statusCode() + " to " + path);
    }
    return json.readTree(response.body());
  }
}
