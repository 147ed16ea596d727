package io.tributary.benchmarks.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/**
 * What a cluster's REST API says, where no answer is an answer: the JobManager may be dead.
 * Thread-safe.
 */
final class ClusterRest {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final URI address;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final ObjectMapper json = new ObjectMapper();

  ClusterRest(int port) {
    this.address = URI.create("http://127.0.0.1:" + port);
  }

  URI address() {
    return address;
  }

  /** Slots of all TaskManagers that are registered. */
  int slots() throws InterruptedException {
    return get("/overview").path("slots-total").asInt();
  }

  /** The job's state, empty if nobody tells. */
  String state(String job) throws InterruptedException {
    return get("/jobs/" + job).path("state").asText();
  }

  /** Why the job failed last since its JobManager runs; empty if it did not or nobody tells. */
  String lastFailure(String job) throws InterruptedException {
    JsonNode failure = get("/jobs/" + job + "/exceptions").path("exceptionHistory").path("entries");
    return failure.path(0).path("stacktrace").asText();
  }

  /** The number of the newest complete checkpoint; 0 if there is none or nobody tells. */
  long checkpoint(String job) throws InterruptedException {
    return newest(job).path("id").asLong();
  }

  /** When the newest complete checkpoint began, milliseconds since the epoch; 0 as above. */
  long checkpointBegan(String job) throws InterruptedException {
    return newest(job).path("trigger_timestamp").asLong();
  }

  private JsonNode newest(String job) throws InterruptedException {
    return get("/jobs/" + job + "/checkpoints").path("latest").path("completed");
  }

  private JsonNode get(String path) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(address.resolve(path)).timeout(PATIENCE).GET().build();
    try {
      HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
      return answer.statusCode() == 200 ? json.readTree(answer.body()) : MissingNode.getInstance();
    } catch (IOException e) {
      return MissingNode.getInstance();
    }
  }
}
