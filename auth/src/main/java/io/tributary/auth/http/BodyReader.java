package io.tributary.auth.http;

import io.tributary.auth.service.AuthService;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.thread.Invocable;

/**
 * Reads a body as it comes, holding no thread meanwhile. It keeps one byte more than the longest
 * body, so that whoever judges it sees that it is too long; of what follows it discards a little,
 * since a client that still writes when the connection is closed never sees the answer.
 */
final class BodyReader implements Invocable.Task {

  /** A body that is announced longer is not read at all. */
  static final int MOST_DISCARDED = 1024 * 1024;

  private static final int MOST_KEPT = AuthService.MOST_BODY_BYTES + 1;
  private static final int FIRST_SIZE = 2048;

  /** Hears once what became of it. Must not block. */
  interface Listener {

    /** All of it is there, or more than enough. */
    void received(byte[] body);

    /** It ended early, or was no body in the form of HTTP. */
    void broken();

    /** It took too long. */
    void late();
  }

  private final Content.Source source;
  private final Listener listener;
  private final AtomicBoolean settled = new AtomicBoolean();
  private byte[] kept = new byte[FIRST_SIZE];
  private int size;
  private long seen;

  BodyReader(Content.Source source, Listener listener) {
    this.source = source;
    this.listener = listener;
  }

  /** Reads what is there, and comes again when there is more. */
  @Override
  public void run() {
    while (!settled.get()) {
      Content.Chunk chunk = source.read();
      if (chunk == null) {
        source.demand(this);
        return;
      }
      if (Content.Chunk.isFailure(chunk)) {
        if (settled.compareAndSet(false, true)) {
          listener.broken();
        }
        return;
      }
      boolean last = chunk.isLast();
      take(chunk);
      chunk.release();
      if ((last || seen > MOST_DISCARDED) && settled.compareAndSet(false, true)) {
        listener.received(Arrays.copyOf(kept, size));
      }
    }
  }

  private void take(Content.Chunk chunk) {
    seen += chunk.remaining();
    int more = Math.min(chunk.remaining(), MOST_KEPT - size);
    if (size + more > kept.length) {
      kept = Arrays.copyOf(kept, Math.min(MOST_KEPT, Math.max(size + more, 2 * kept.length)));
    }
    chunk.get(kept, size, more);
    size += more;
  }

  /** Ends the reading, unless it has ended. */
  void timeOut() {
    if (settled.compareAndSet(false, true)) {
      listener.late();
    }
  }

  @Override
  public InvocationType getInvocationType() {
    return InvocationType.NON_BLOCKING;
  }
}
