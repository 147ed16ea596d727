package io.tributary.auth.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.auth.StsException;
import io.tributary.auth.V1Client;
import io.tributary.auth.World;
import io.tributary.auth.service.OpenApi;
import io.tributary.hotkey.access.AccessReason;
import io.tributary.hotkey.access.RevocationFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The description and the server agree. {@link Running} holds every answer of every test against
 * it; here is what the answers of tests cannot show.
 */
class OpenApiTest {

  private static final List<String> METHODS =
      List.of("GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS");

  @TempDir private Path folder;
  private final OpenApi api = OpenApi.load();

  @Test
  void codesAreThoseOfTheService() {
    Map<Integer, Set<String>> byStatus =
        Stream.of(AccessReason.values())
            .collect(
                Collectors.groupingBy(
                    AccessReason::httpStatus,
                    Collectors.mapping(AccessReason::name, Collectors.toSet())));
    byStatus.forEach(
        (status, codes) ->
            assertThat(texts(api.at("/components/schemas/Code" + status + "/enum")))
                .as("codes of %s", status)
                .isEqualTo(new TreeSet<>(codes)));
    Set<String> described = new TreeSet<>();
    api.at("/components/schemas").fieldNames().forEachRemaining(described::add);
    assertThat(described.stream().filter(name -> name.startsWith("Code"))).hasSize(byStatus.size());
  }

  private static Set<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false)
        .map(JsonNode::textValue)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void everyRouteAndMethodIsServedAndNoOther() throws Exception {
    try (Running service = new Running(folder)) {
      assertThat(api.routes()).isNotEmpty();
      for (Map.Entry<String, List<String>> route : api.routes().entrySet()) {
        for (String method : METHODS) {
          int status = service.send(method, route.getKey(), new byte[0]).statusCode();
          if (route.getValue().contains(method)) {
            assertThat(status).as(method + route).isIn(200, 400);
          } else {
            assertThat(status).as(method + route).isEqualTo(405);
          }
        }
      }
      assertThat(service.send("POST", "/v1/access", new byte[0]).statusCode()).isEqualTo(404);
    }
  }

  @Test
  void requestsOfTheTestsAreAsDescribed() {
    World world = new World();
    assertThat(api.requestFaults("/v2/access", world.signed(world.upload()).toJson())).isEmpty();
    assertThat(api.requestFaults("/auth", bytes(V1Client.upload(world, "f.parquet")))).isEmpty();
    Map<String, Object> read =
        V1Client.read(world, 6, world.validator.hotkey(), world.miner.hotkey());
    assertThat(api.requestFaults("/auth-read", bytes(read))).isEmpty();
    assertThat(api.requestFaults("/auth", bytes(V1Client.with(read, "x", 1)))).isNotEmpty();
    assertThat(api.requestFaults("/auth", bytes(V1Client.upload(world, "*")))).isNotEmpty();
  }

  @Test
  void answersOfEveryKindAreAsDescribed() throws Exception {
    try (Running service = new Running(folder)) {
      World world = service.world;
      service.send("GET", "/health", new byte[0]);
      byte[] good = world.signed(world.upload()).toJson();
      for (int status : List.of(200, 409)) {
        assertThat(service.send("POST", "/v2/access", good).statusCode()).isEqualTo(status);
      }
      String v1 = V1Client.compact(V1Client.upload(world, "f"));
      for (int status : List.of(200, 409)) {
        assertThat(service.post("/auth", v1).statusCode()).isEqualTo(status);
      }
      byte[] revocation = RevocationFile.toLine(world.revocation(world.miner, Optional.empty()));
      for (int repeated = 0; repeated < 2; repeated++) {
        assertThat(service.send("POST", "/v2/revocations", revocation).statusCode()).isEqualTo(200);
      }
      assertThat(api.requestFaults("/v2/revocations", revocation)).isEmpty();
      assertThat(service.send("POST", "/auth", new byte[20_000]).statusCode()).isEqualTo(413);
      world.stsFailure = new StsException(false, "answered 403", new RuntimeException("denied"));
      assertThat(service.post("/auth", V1Client.compact(V1Client.upload(world, "g"))).statusCode())
          .isEqualTo(503);
      world.registryDown = true;
      assertThat(service.post("/auth", V1Client.compact(V1Client.upload(world, "h"))).statusCode())
          .isEqualTo(503);
    }
  }

  @Test
  void aWrongAnswerWouldBeNoticed() throws IOException {
    assertThat(api.faults("POST", "/auth", 200, bytes(Map.of("credentials", Map.of()))))
        .isNotEmpty();
    assertThat(api.faults("POST", "/auth", 418, bytes(Map.of()))).isNotEmpty();
    assertThat(
            api.faults(
                "POST",
                "/v2/access",
                400,
                bytes(Map.of("error", "REPLAYED", "message", "m", "requestId", "0".repeat(32)))))
        .isNotEmpty();
  }

  private static byte[] bytes(Map<String, Object> fields) {
    return V1Client.compact(fields).getBytes(StandardCharsets.UTF_8);
  }
}
