package io.tributary.auth.http;

import io.tributary.auth.service.AuthService;
import io.tributary.hotkey.access.AccessReason;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the server itself refuses, such as bytes that are not HTTP, in the form of all our refusals.
 * The connection ends: what follows such a request cannot be told apart from it.
 */
final class RefusalHandler implements Request.Handler {

  private static final Logger LOG = LoggerFactory.getLogger(RefusalHandler.class);

  private final AuthService service;
  private final Executor deciders;

  RefusalHandler(AuthService service, Executor deciders) {
    this.service = service;
    this.deciders = deciders;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    AccessReason reason = reason(request, response.getStatus());
    response.getHeaders().put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE.asString());
    try {
      deciders.execute(() -> Exchange.send(service.refuse(reason), response, callback));
    } catch (RejectedExecutionException e) {
      // Stopping: whoever comes now finds nobody.
      callback.failed(e);
    }
    return true;
  }

  private static AccessReason reason(Request request, int status) {
    Throwable cause = (Throwable) request.getAttribute(ErrorHandler.ERROR_EXCEPTION);
    if (status >= 500 && cause != null && !(cause instanceof HttpException)) {
      LOG.error("a request could not be answered", cause);
      return AccessReason.INTERNAL;
    }
    return switch (status) {
      case 408 -> AccessReason.REQUEST_TIMEOUT;
      case 413, 414, 431 -> AccessReason.REQUEST_TOO_LARGE;
      default -> AccessReason.MALFORMED;
    };
  }
}
