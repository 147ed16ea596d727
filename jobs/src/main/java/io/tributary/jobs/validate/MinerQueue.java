package io.tributary.jobs.validate;

import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.util.function.ThrowingRunnable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which miners of a subtask are to be looked at, and for which something is under way outside of
 * the task's thread. Each miner has mails of its own, so that barriers come in between, and only so
 * many are under way at once. Only the task's thread may call this.
 */
final class MinerQueue {

  private static final Logger LOG = LoggerFactory.getLogger(MinerQueue.class);

  private final MailboxExecutor mailbox;
  private final int mostAtOnce;
  private final Consumer<Object> currentKey;
  private final Turn turn;
  private final Set<String> due = new LinkedHashSet<>();
  private final Set<String> active = new HashSet<>();
  private boolean mailPosted;

  /** Looks at a miner, under its key. */
  @FunctionalInterface
  interface Turn {
    void take(String hotkey) throws Exception;
  }

  /** What is done with a result, under the key of its miner. */
  @FunctionalInterface
  interface Step<T> {
    void take(T result) throws Exception;
  }

  /**
   * An empty queue.
   *
   * @param mostAtOnce miners for which something is under way
   * @param currentKey makes a miner the current key of the task
   */
  MinerQueue(MailboxExecutor mailbox, int mostAtOnce, Consumer<Object> currentKey, Turn turn) {
    this.mailbox = mailbox;
    this.mostAtOnce = mostAtOnce;
    this.currentKey = currentKey;
    this.turn = turn;
  }

  /** Miners that are to be looked at; one that is under way is so anyway when it is done. */
  void add(Collection<String> hotkeys) {
    due.addAll(hotkeys);
    postMail();
  }

  private void postMail() {
    if (!mailPosted && !due.isEmpty() && active.size() < mostAtOnce) {
      mailPosted = true;
      mailbox.execute(this::lookAtOne, "advance one miner");
    }
  }

  private void lookAtOne() throws Exception {
    mailPosted = false;
    Iterator<String> first = due.iterator();
    if (!first.hasNext() || active.size() >= mostAtOnce) {
      return;
    }
    String hotkey = first.next();
    first.remove();
    if (!active.contains(hotkey)) {
      currentKey.accept(hotkey);
      turn.take(hotkey);
    }
    postMail();
  }

  /** Takes the result of a call when it is there, and then looks at the miner again. */
  <T> void start(String hotkey, CompletableFuture<T> call, Step<T> then) {
    active.add(hotkey);
    Consumer<ThrowingRunnable<Exception>> post = mail -> mailbox.execute(mail, "a miner's result");
    call.whenComplete((result, failure) -> post.accept(() -> finish(hotkey, result, failure, then)))
        .exceptionally(
            failure -> {
              // The task has ended: what it was working on is in state.
              LOG.debug("A result of {} comes too late", hotkey, failure);
              return null;
            });
  }

  private <T> void finish(String hotkey, T result, Throwable failure, Step<T> then)
      throws Exception {
    active.remove(hotkey);
    if (failure != null) {
      throw new IllegalStateException("the validation of " + hotkey + " failed", failure);
    }
    currentKey.accept(hotkey);
    then.take(result);
    due.add(hotkey);
    postMail();
  }
}
