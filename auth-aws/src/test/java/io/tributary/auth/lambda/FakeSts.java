package io.tributary.auth.lambda;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A token service that grants what it is asked for, or is down. */
final class FakeSts implements AutoCloseable {

  static final String SECRET = "wJalrXUtnFEMI/fake/secret";
  static final String TOKEN = "FwoGZXIvYXdzEFake//token";

  final List<Map<String, String>> calls = new CopyOnWriteArrayList<>();
  volatile boolean down;

  private final HttpServer server;

  FakeSts() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
    server.createContext("/", this::handle);
    server.start();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Map<String, String> form = new HashMap<>();
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      for (String pair : body.split("&", -1)) {
        String[] parts = pair.split("=", 2);
        form.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
      }
      calls.add(form);
      String xml =
          down
              ? "<ErrorResponse><Error><Code>ServiceUnavailable</Code><Message>internal detail"
                  + "</Message></Error></ErrorResponse>"
              : "<AssumeRoleResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\">"
                  + "<AssumeRoleResult><Credentials><AccessKeyId>ASIAFAKE</AccessKeyId>"
                  + ("<SecretAccessKey>" + SECRET + "</SecretAccessKey>")
                  + ("<SessionToken>" + TOKEN + "</SessionToken>")
                  + "<Expiration>2036-01-01T00:00:00Z</Expiration></Credentials>"
                  + "</AssumeRoleResult></AssumeRoleResponse>";
      byte[] bytes = xml.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "text/xml");
      exchange.sendResponseHeaders(down ? 503 : 200, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
