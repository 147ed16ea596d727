package io.tributary.auth.http;

import io.tributary.auth.service.AuthService;
import io.tributary.auth.service.Reply;
import io.tributary.hotkey.access.AccessReason;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Reads requests without holding a thread, and has them decided by threads that may wait. */
final class RequestHandler extends Handler.Abstract.NonBlocking {

  private final AuthService service;
  private final Executor deciders;
  private final Connections connections;

  RequestHandler(AuthService service, Executor deciders, Connections connections) {
    this.service = service;
    this.deciders = deciders;
    this.connections = connections;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    Pending pending = new Pending(request, response, callback);
    // Deciding may take longer than a connection may be silent, and has a limit of its own.
    request.addIdleTimeoutListener(timeout -> false);
    if (hasFaultyFraming(request)) {
      pending.refuse(AccessReason.MALFORMED);
      return true;
    }
    if (request.getLength() > mostLength(request)) {
      pending.refuse(AccessReason.REQUEST_TOO_LARGE);
      return true;
    }
    BodyReader reader = new BodyReader(request, pending);
    pending.watch.receiving(reader, System.nanoTime());
    reader.run();
    return true;
  }

  /** HTTP/1.0 knows no chunks: proxies may disagree where such a request ends (RFC 9112, 6.1). */
  private static boolean hasFaultyFraming(Request request) {
    return request.getConnectionMetaData().getHttpVersion() == HttpVersion.HTTP_1_0
        && request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING);
  }

  /** Who asks before sending is told; who sends unasked is read for a while, and told then. */
  private static long mostLength(Request request) {
    return request.getHeaders().contains(HttpHeader.EXPECT, HttpHeaderValue.CONTINUE.asString())
        ? AuthService.MOST_BODY_BYTES
        : BodyReader.MOST_DISCARDED;
  }

  private final class Pending implements BodyReader.Listener {

    private final Request request;
    private final Response response;
    private final Callback callback;
    private final Watch watch;

    Pending(Request request, Response response, Callback callback) {
      this.request = request;
      this.response = response;
      this.callback = callback;
      this.watch = connections.of(request.getConnectionMetaData().getConnection());
    }

    @Override
    public void received(byte[] body) {
      String method = request.getMethod();
      String path = request.getHttpURI().getPathQuery();
      answer(() -> service.answer(method, path, body));
    }

    @Override
    public void broken() {
      refuse(AccessReason.MALFORMED);
    }

    @Override
    public void late() {
      refuse(AccessReason.REQUEST_TIMEOUT);
    }

    private void refuse(AccessReason reason) {
      response.getHeaders().put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE.asString());
      answer(() -> service.refuse(reason));
    }

    private void answer(Supplier<Reply> decision) {
      watch.answering(System.nanoTime());
      try {
        deciders.execute(() -> Exchange.send(decision.get(), response, answered()));
      } catch (RejectedExecutionException e) {
        // Stopping: whoever comes now finds nobody.
        callback.failed(e);
        watch.close();
      }
    }

    /** The next request may begin within the completion of this one. */
    private Callback answered() {
      return Callback.from(() -> watch.answered(System.nanoTime()), callback);
    }
  }
}
