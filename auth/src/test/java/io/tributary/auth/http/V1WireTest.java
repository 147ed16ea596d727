package io.tributary.auth.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.auth.V1Client;
import io.tributary.auth.World;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the prototype's clients send, and read out of the answer, over HTTP. */
class V1WireTest {

  @TempDir private Path folder;
  private final ObjectMapper json = new ObjectMapper();
  private Running service;
  private World world;

  @BeforeEach
  void start() throws IOException {
    service = new Running(folder.resolve("state"));
    world = service.world;
  }

  @AfterEach
  void stop() {
    service.close();
  }

  private JsonNode answer(int status, String path, String body) throws Exception {
    HttpResponse<byte[]> response = service.post(path, body);
    assertThat(response.statusCode())
        .as(new String(response.body(), StandardCharsets.UTF_8))
        .isEqualTo(status);
    return json.readTree(response.body());
  }

  private void assertCredentials(JsonNode answer, int seconds) {
    JsonNode credentials = answer.get("credentials");
    assertThat(credentials.get("AccessKeyId").textValue()).isEqualTo("AKIDEXAMPLE");
    assertThat(credentials.get("SecretAccessKey").textValue()).isEqualTo("very-secret-key");
    assertThat(credentials.get("SessionToken").textValue()).isEqualTo("very-secret-token");
    assertThat(Instant.parse(credentials.get("Expiration").textValue()))
        .isEqualTo(world.now.plusSeconds(seconds));
  }

  @Test
  void everySpellingOfTheClientsIsServed() throws Exception {
    int number = 0;
    for (Function<Map<String, Object>, String> spelling :
        List.<Function<Map<String, Object>, String>>of(
            V1Client::spaced,
            V1Client::compact,
            V1Client::escaped,
            fields -> V1Client.spaced(V1Client.reversed(fields)),
            fields -> " \n" + V1Client.compact(fields) + "\r\n ")) {
      String file = "x_" + number++ + ".parquet";
      JsonNode uploaded = answer(200, "/auth", spelling.apply(V1Client.upload(world, file)));
      assertCredentials(uploaded, 900);
      assertThat(uploaded.get("s3_path").textValue())
          .isEqualTo("inbox/data/2/" + world.miner.hotkey() + "/" + file);

      world.now = world.now.plusSeconds(1);
      JsonNode read =
          answer(
              200,
              "/auth-read",
              spelling.apply(
                  V1Client.read(world, 6, world.validator.hotkey(), world.miner.hotkey())));
      assertCredentials(read, 3600);
      assertThat(read.has("s3_path")).isFalse();
    }
  }

  @Test
  void textsThatAWalletWrapsVerify() throws Exception {
    Map<String, Object> fields = V1Client.upload(world, "wrapped.parquet");
    String text =
        V1Client.uploadText(
            (String) fields.get("hotkey"),
            (String) fields.get("s3_path"),
            V1Client.HASH,
            fields.get("timestamp"),
            fields.get("expiry"));
    String signature = V1Client.sign(1, "<Bytes>" + text + "</Bytes>");
    answer(200, "/auth", V1Client.spaced(V1Client.with(fields, "signature", signature)));
    // The other spelling of the same request is the same request.
    assertThat(answer(409, "/auth", V1Client.spaced(fields)).get("code").textValue())
        .isEqualTo("REPLAYED");
  }

  @Test
  void refusalsAreSentencesWithOurCode() throws Exception {
    Map<String, Object> good = V1Client.upload(world, "f");
    JsonNode forged =
        answer(401, "/auth", V1Client.spaced(V1Client.with(good, "file_hash", "cd".repeat(32))));
    assertThat(forged.get("error").textValue()).isEqualTo("Invalid signature");
    assertThat(forged.get("code").textValue()).isEqualTo("SIGNATURE_INVALID");

    String hotkey = world.miner.hotkey().address();
    long now = world.now.getEpochSecond();
    JsonNode expired =
        answer(
            400,
            "/auth",
            V1Client.spaced(
                V1Client.upload(
                    1, hotkey, "data/1/" + hotkey + "/f", V1Client.HASH, now - 100, now - 1)));
    assertThat(expired.get("error").textValue()).isEqualTo("Request expired");
    assertThat(expired.get("code").textValue()).isEqualTo("REQUEST_EXPIRED");

    JsonNode old =
        answer(
            400,
            "/auth-read",
            V1Client.spaced(
                V1Client.read(6, world.validator.hotkey().address(), hotkey, now - 60, now - 1)));
    assertThat(old.get("error").textValue()).isEqualTo("Request expired");
  }

  @Test
  void switchedOffItIsGone() throws Exception {
    try (Running off = new Running(folder.resolve("off"), options -> options.withV1(false))) {
      for (String path : List.of("/auth", "/auth-read")) {
        HttpResponse<byte[]> answer =
            off.post(path, V1Client.spaced(V1Client.upload(off.world, "f")));
        assertThat(answer.statusCode()).isEqualTo(410);
        assertThat(json.readTree(answer.body()).get("error").textValue()).isEqualTo("VERSION_OFF");
      }
      assertThat(off.world.sessions).isEmpty();
    }
  }
}
