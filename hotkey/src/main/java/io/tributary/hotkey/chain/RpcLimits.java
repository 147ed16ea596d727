package io.tributary.hotkey.chain;

import java.time.Duration;

/**
 * How far a node is waited for and listened to. Immutable.
 *
 * @param timeout from the request to the last byte of its answer
 * @param maxAnswerBytes longest answer, before anything is parsed
 */
public record RpcLimits(Duration timeout, int maxAnswerBytes) {

  /** 5 s and 4 MiB: a full subnet's largest answer has some 100 KB. */
  public static final RpcLimits DEFAULT = new RpcLimits(Duration.ofSeconds(5), 4 << 20);

  /**
   * @throws IllegalArgumentException if a bound is not above zero
   */
  public RpcLimits {
    if (timeout.isNegative() || timeout.isZero() || maxAnswerBytes < 1) {
      throw new IllegalArgumentException(
          "timeout and longest answer must be above zero, not "
              + timeout
              + " and "
              + maxAnswerBytes);
    }
  }

  /** The same with another timeout. */
  public RpcLimits withTimeout(Duration other) {
    return new RpcLimits(other, maxAnswerBytes);
  }
}
