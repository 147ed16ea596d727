package io.tributary.auth.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.auth.V1Client;
import io.tributary.auth.World;
import io.tributary.auth.evidence.EvidenceEntry;
import io.tributary.hotkey.access.AccessReason;
import io.tributary.hotkey.access.SignedAccessRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The service without a carrier, on a small subnet; answers are held to their description. */
public final class Desk {

  private static final OpenApi API = OpenApi.load();
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> CODES =
      Stream.of(AccessReason.values()).map(AccessReason::name).collect(Collectors.toSet());

  public final World world = new World();
  public final List<String> audit = new ArrayList<>();
  public final List<EvidenceEntry> evidence = new ArrayList<>();
  private int requests;

  public record Answer(int status, JsonNode json) {

    /** The code of a refusal, in either form. */
    public String code() {
      return json.has("code") ? json.get("code").textValue() : json.path("error").asText("none");
    }

    public JsonNode credentials() {
      return json.get("credentials");
    }
  }

  private AuthService service() {
    return new AuthService(
        world.issuer(),
        Optional.of(world.v1()),
        world.intake(),
        entry -> {
          evidence.add(entry);
          return "00".repeat(32);
        },
        new AuditLog("main", audit::add),
        world,
        () -> String.format("%032x", ++requests));
  }

  public Answer answer(String method, String path, byte[] body) {
    Reply reply = service().answer(method, path, body);
    assertThat(API.faults(method, path, reply.status(), reply.json())).isEmpty();
    try {
      return new Answer(reply.status(), JSON.readTree(reply.json()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Answer post(String path, byte[] body) {
    return answer("POST", path, body);
  }

  public Answer v1(String path, Map<String, Object> fields) {
    return post(path, V1Client.spaced(fields).getBytes(StandardCharsets.UTF_8));
  }

  public Answer v2(SignedAccessRequest signed) {
    return post("/v2/access", signed.toJson());
  }

  /** Requires that it is granted. */
  public Answer granted(Answer answer) {
    assertThat(answer.status()).as(answer.code()).isEqualTo(200);
    return answer;
  }

  /** Requires that it is refused for this reason, without a call to the token service. */
  public void refused(AccessReason reason, int sessionsBefore, Answer answer) {
    assertThat(answer.code()).isEqualTo(reason.name());
    assertThat(answer.status()).isEqualTo(reason.httpStatus());
    assertThat(world.sessions).hasSize(sessionsBefore);
    assertThat(audit.get(audit.size() - 1)).contains("\"outcome\":\"" + reason + "\"");
  }

  /** Requires that it is refused with a status of 400 to 499 and a stable code. */
  public void refusedSomehow(Answer answer) {
    assertThat(answer.status()).as(answer.code()).isBetween(400, 499);
    assertThat(CODES).contains(answer.code());
    assertThat(answer.json().toString()).doesNotContain("Exception", "java.", "\tat ");
  }
}
