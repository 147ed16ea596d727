package io.tributary.auth.http;

import io.tributary.auth.service.Reply;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends answers, without waiting until they are taken. */
final class Exchange {

  private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);

  private Exchange() {}

  /**
   * Sends an answer.
   *
   * @param callback completed by this, always
   */
  static void send(Reply reply, Response response, Callback callback) {
    response.setStatus(reply.status());
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, reply.json().length);
    response.write(
        true,
        ByteBuffer.wrap(reply.json()),
        Callback.from(
            callback::succeeded,
            failure -> {
              LOG.debug("the client went away: {}", failure.toString());
              callback.failed(failure);
            }));
  }
}
