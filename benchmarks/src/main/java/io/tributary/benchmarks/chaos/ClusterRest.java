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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a cluster's REST API says, where no answer is an answer: the JobManager may be dead.
 * Thread-safe.
 */
final class ClusterRest {

  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final Supplier<Optional<URI>> leader;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final ObjectMapper json = new ObjectMapper();

  /**
   * @param leader where the API of the JobManager is that leads, if one does
   */
  ClusterRest(Supplier<Optional<URI>> leader) {
    this.leader = leader;
  }

  /** Slots of all TaskManagers that are registered. */
  int slots() throws InterruptedException {
    return get("/overview").path("slots-total").asInt();
  }

  /** The ids of the TaskManagers that have work; empty if nobody tells. */
  List<String> busyTaskManagers() throws InterruptedException {
    List<String> busy = new ArrayList<>();
    for (JsonNode taskManager : get("/taskmanagers").path("taskmanagers")) {
      if (taskManager.path("freeSlots").asInt() < taskManager.path("slotsNumber").asInt()) {
        busy.add(taskManager.path("id").asText());
      }
    }
    return busy;
  }

  /** Asks the leader to cancel a job; nothing happens if there is none. */
  void cancel(String job) throws InterruptedException {
    send("PATCH", "/jobs/" + job + "?mode=cancel");
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
    return send("GET", path);
  }

  private JsonNode send(String method, String path) throws InterruptedException {
    Optional<URI> address = leader.get();
    if (address.isEmpty()) {
      return MissingNode.getInstance();
    }
    HttpRequest request =
        HttpRequest.newBuilder(address.get().resolve(path))
            .timeout(PATIENCE)
            .method(method, HttpRequest.BodyPublishers.noBody())
            .build();
    try {
      HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
      return answer.statusCode() / 100 == 2
          ? json.readTree(answer.body())
          : MissingNode.getInstance();
    } catch (IOException e) {
      return MissingNode.getInstance();
    }
  }
}
