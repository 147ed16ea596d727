package io.tributary.connectors.oracle;

import io.tributary.hotkey.wire.BoundedBody;
import io.tributary.hotkey.wire.MalformedBytesException;
import io.tributary.lake.check.RowOracle;
import io.tributary.lake.check.SampledRow;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a deployment's oracle by HTTP POST, a few rows at a time. What is not answered in time, and
 * in full, is {@link RowOracle.Answer#UNKNOWN}, and so is whatever else comes back; nothing is
 * asked twice. It waits on the calling thread, no longer than its options say; memory is bounded by
 * the rows of one request and a small answer. Thread-safe.
 */
public final class HttpRowOracle implements RowOracle {

  /** Rows in a request, which has 32 times the texts of a row at most. */
  static final int ROWS_AT_ONCE = 32;

  static final int MOST_ANSWER_BYTES = 4096;

  private static final Logger LOG = LoggerFactory.getLogger(HttpRowOracle.class);
  private static final int OK = 200;

  private final OracleOptions options;
  private final LongSupplier nanoTime;
  private final HttpClient http;

  /** An oracle at an address. */
  public HttpRowOracle(OracleOptions options) {
    this(options, System::nanoTime);
  }

  HttpRowOracle(OracleOptions options, LongSupplier nanoTime) {
    this.options = Objects.requireNonNull(options, "options");
    this.nanoTime = nanoTime;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(options.timeout())
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  @Override
  public List<Answer> ask(List<SampledRow> rows) {
    long end = nanoTime.getAsLong() + options.timeout().toNanos();
    List<Answer> answers = new ArrayList<>();
    for (int from = 0; from < rows.size(); from += ROWS_AT_ONCE) {
      List<SampledRow> some = rows.subList(from, Math.min(rows.size(), from + ROWS_AT_ONCE));
      answers.addAll(askSome(some, end - nanoTime.getAsLong()));
    }
    return answers;
  }

  private List<Answer> askSome(List<SampledRow> rows, long nanos) {
    if (nanos <= 0) {
      return unknown(rows, "no time was left");
    }
    // A request's own timeout ends with the headers, so the whole exchange is timed here.
    CompletableFuture<HttpResponse<byte[]>> exchange =
        http.sendAsync(request(rows, nanos), head -> new BoundedBody(MOST_ANSWER_BYTES));
    try {
      HttpResponse<byte[]> response = exchange.get(nanos, TimeUnit.NANOSECONDS);
      return response.statusCode() == OK
          ? OracleMessages.answers(response.body(), rows.size())
          : unknown(rows, "HTTP " + response.statusCode());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return unknown(rows, "interrupted");
    } catch (TimeoutException e) {
      return unknown(rows, "not in time");
    } catch (ExecutionException e) {
      // Messages of the client may quote the address.
      return unknown(rows, e.getCause().getClass().getSimpleName());
    } catch (MalformedBytesException e) {
      return unknown(rows, e.getMessage());
    } finally {
      exchange.cancel(true);
    }
  }

  private HttpRequest request(List<SampledRow> rows, long nanos) {
    return HttpRequest.newBuilder(options.uri())
        .timeout(Duration.ofNanos(nanos))
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofByteArray(OracleMessages.question(rows)))
        .build();
  }

  private List<Answer> unknown(List<SampledRow> rows, String why) {
    LOG.warn("The oracle at {} gave no answer to {} rows: {}", options, rows.size(), why);
    return Collections.nCopies(rows.size(), Answer.UNKNOWN);
  }
}
