package io.tributary.connectors.store;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;

/**
 * Cuts off answers that the SDK reads whole: a list, or what is said of an error. No store sends
 * such long ones; a broken or hostile server would fill the memory. What is cut off is no XML any
 * more, and so never taken for an answer. Thread-safe.
 */
final class BoundedAnswers implements ExecutionInterceptor {

  /** A page of a thousand keys of the longest kind, three times. */
  private static final long MOST_BYTES = 8L << 20;

  private static final long MOST_ERROR_BYTES = 64L << 10;

  @Override
  public Optional<InputStream> modifyHttpResponseContent(
      Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
    boolean successful = context.httpResponse().isSuccessful();
    if (successful && context.request() instanceof GetObjectRequest) {
      return context.responseBody();
    }
    long most = successful ? MOST_BYTES : MOST_ERROR_BYTES;
    return context.responseBody().map(body -> new Beginning(body, most));
  }

  /** The first bytes of a stream. */
  private static final class Beginning extends FilterInputStream {
    private long left;

    private Beginning(InputStream in, long most) {
      super(in);
      this.left = most;
    }

    @Override
    public int read() throws IOException {
      if (left == 0) {
        return -1;
      }
      left--;
      return super.read();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      if (left == 0 && length > 0) {
        return -1;
      }
      int count = super.read(bytes, offset, (int) Math.min(left, length));
      left -= Math.max(0, count);
      return count;
    }

    @Override
    public long skip(long count) throws IOException {
      long skipped = super.skip(Math.min(left, count));
      left -= skipped;
      return skipped;
    }

    @Override
    public boolean markSupported() {
      return false;
    }
  }
}
