package io.tributary.auth.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.tributary.auth.service.AuthService;
import io.tributary.auth.service.Reply;
import io.tributary.hotkey.access.AccessException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.Objects;
import org.crac.Core;
import org.crac.Resource;

/**
 * The function: an event of an HTTP API (payload format 2.0) in, an answer of the service out.
 * Configured by environment variables, all listed in {@code docs/auth-lambda.md}.
 *
 * <p>Where Lambda takes a snapshot (SnapStart), everything is run once before it against canned
 * answers, so that classes are loaded and code is warm; then clients, credentials, randomness and
 * copies of the registry are thrown away, and made anew in each process that starts from it.
 */
public final class AccessHandler implements RequestStreamHandler, Resource {

  private final HandlerConfig config;
  private volatile LambdaService running;

  /**
   * What Lambda calls.
   *
   * @throws IllegalArgumentException if a variable is missing or wrong, naming it
   */
  public AccessHandler() {
    this(System.getenv());
  }

  AccessHandler(Map<String, String> environment) {
    this.config = HandlerConfig.of(environment);
    this.running = new LambdaService(config);
    Core.getGlobalContext().register(this);
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    HttpAnswer.write(answer(input, running.service()), output);
  }

  static Reply answer(InputStream input, AuthService service) {
    try {
      HttpEvent event = HttpEvent.read(input);
      return service.answer(event.method(), event.path(), event.body());
    } catch (AccessException e) {
      return service.refuse(e.reason());
    }
  }

  @Override
  public void beforeCheckpoint(org.crac.Context<? extends Resource> context) {
    Objects.requireNonNull(running, "running").close();
    running = null;
    Priming.run(config);
  }

  @Override
  public void afterRestore(org.crac.Context<? extends Resource> context) {
    running = new LambdaService(config);
  }
}
