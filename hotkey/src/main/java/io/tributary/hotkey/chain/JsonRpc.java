package io.tributary.hotkey.chain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.hotkey.wire.BoundedBody;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/** Questions to one node by JSON-RPC over HTTP POST, each a request of its own. Thread-safe. */
final class JsonRpc {

  private static final int OK = 200;

  private final ChainEndpoint endpoint;
  private final RpcLimits limits;
  private final HttpClient http;
  private final AtomicLong ids = new AtomicLong();

  JsonRpc(ChainEndpoint endpoint, RpcLimits limits) {
    this.endpoint = endpoint;
    this.limits = limits;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(limits.timeout())
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  ChainEndpoint endpoint() {
    return endpoint;
  }

  /**
   * Asks, without waiting for the answer.
   *
   * @param parameters texts and lists of texts
   * @return the result, in time, or a {@link ChainException}
   */
  CompletableFuture<JsonNode> ask(String method, List<?> parameters) {
    long id = ids.incrementAndGet();
    // A request's own timeout ends with the headers, so the whole exchange is timed here.
    CompletableFuture<HttpResponse<byte[]>> exchange =
        http.sendAsync(
            request(id, method, parameters), head -> new BoundedBody(limits.maxAnswerBytes()));
    return exchange
        .thenApply(response -> response)
        .orTimeout(limits.timeout().toMillis(), TimeUnit.MILLISECONDS)
        .whenComplete((response, failure) -> exchange.cancel(true))
        .handle((response, failure) -> result(response, failure, id));
  }

  /** Waits for what was asked. */
  <T> T await(CompletableFuture<T> answer) throws ChainException {
    try {
      return answer.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ChainException known) {
        // Thrown anew, so that the stack trace shows who asked.
        throw new ChainException(known.fault(), known.getMessage(), known);
      }
      throw new ChainException(
          ChainFault.MALFORMED, endpoint + ": " + e.getCause().getMessage(), e.getCause());
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw new ChainException(
          ChainFault.UNREACHABLE, "interrupted while waiting for " + endpoint, e);
    }
  }

  private HttpRequest request(long id, String method, List<?> parameters) {
    ObjectNode question = RpcAnswer.newObject();
    question.put("jsonrpc", "2.0").put("id", id).put("method", method);
    ArrayNode list = question.putArray("params");
    for (Object parameter : parameters) {
      if (parameter instanceof List<?> several) {
        ArrayNode inner = list.addArray();
        several.forEach(one -> inner.add(one.toString()));
      } else {
        list.add(parameter.toString());
      }
    }
    return HttpRequest.newBuilder(endpoint.uri())
        .timeout(limits.timeout())
        .header("Content-Type", "application/json")
        .POST(
            HttpRequest.BodyPublishers.ofByteArray(
                question.toString().getBytes(StandardCharsets.UTF_8)))
        .build();
  }

  private JsonNode result(HttpResponse<byte[]> response, Throwable failure, long id) {
    try {
      if (failure != null) {
        throw unreachable(failure instanceof CompletionException ? failure.getCause() : failure);
      }
      if (response.statusCode() != OK) {
        throw new ChainException(
            ChainFault.UNREACHABLE, endpoint + " answered HTTP " + response.statusCode());
      }
      return RpcAnswer.result(response.body(), id, endpoint.toString());
    } catch (ChainException e) {
      throw new CompletionException(e);
    }
  }

  private ChainException unreachable(Throwable cause) {
    for (Throwable c = cause; c != null; c = c.getCause()) {
      if (c instanceof BoundedBody.TooLongException) {
        return new ChainException(
            ChainFault.MALFORMED, endpoint + " gave " + c.getMessage(), cause);
      }
    }
    boolean isLate =
        cause instanceof TimeoutException || cause instanceof java.net.http.HttpTimeoutException;
    return new ChainException(
        ChainFault.UNREACHABLE,
        isLate
            ? endpoint + " did not answer within " + limits.timeout().toMillis() + " ms"
            : endpoint + " cannot be reached (" + cause.getClass().getSimpleName() + ")",
        cause);
  }
}
