package io.tributary.auth.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.auth.AuthOptions;
import io.tributary.auth.AuthServer;
import io.tributary.auth.World;
import io.tributary.auth.service.OpenApi;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/** A running service on a small subnet; each of its answers is held against its description. */
public final class Running implements AutoCloseable {

  private static final OpenApi API = OpenApi.load();

  public final World world = new World();
  public final List<String> audit = new CopyOnWriteArrayList<>();
  private final HttpClient http = HttpClient.newHttpClient();
  private final AuthServer server;

  public Running(Path state) throws IOException {
    this(state, options -> options);
  }

  public Running(Path state, UnaryOperator<AuthOptions> options) throws IOException {
    world.now = World.START;
    AuthOptions base = AuthOptions.of(world.deployment, state).withAudit(audit::add);
    server = new AuthServer(options.apply(base), world, world, world, new SecureRandom()).start();
    world.now = World.START.plusSeconds(60);
  }

  public URI uri() {
    return server.uri();
  }

  public HttpResponse<byte[]> send(String method, String path, byte[] body)
      throws IOException, InterruptedException {
    HttpResponse<byte[]> answer =
        http.send(
            HttpRequest.newBuilder(uri().resolve(path))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofByteArray(body))
                .build(),
            HttpResponse.BodyHandlers.ofByteArray());
    assertThat(API.faults(method, path, answer.statusCode(), answer.body())).isEmpty();
    return answer;
  }

  public HttpResponse<byte[]> post(String path, String body)
      throws IOException, InterruptedException {
    return send("POST", path, body.getBytes(StandardCharsets.UTF_8));
  }

  RawHttp raw() throws IOException {
    return new RawHttp(uri());
  }

  @Override
  public void close() {
    server.close();
  }
}
