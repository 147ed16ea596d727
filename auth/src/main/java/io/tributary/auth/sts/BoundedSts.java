package io.tributary.auth.sts;

import io.tributary.auth.RoleSession;
import io.tributary.auth.StsException;
import io.tributary.auth.StsPort;
import io.tributary.hotkey.access.IssuedCredentials;
import java.util.Objects;
import java.util.concurrent.Semaphore;

/**
 * Lets a bounded number of calls wait for the token service at once and refuses more, so that a
 * slow token service never takes all the threads that also refuse what is forged. Thread-safe.
 */
public final class BoundedSts implements StsPort {

  private final StsPort sts;
  private final Semaphore free;
  private final int most;

  /**
   * @param sts makes the calls
   * @param most calls at once
   */
  public BoundedSts(StsPort sts, int most) {
    if (most < 1) {
      throw new IllegalArgumentException("calls must be allowed");
    }
    this.sts = Objects.requireNonNull(sts, "sts");
    this.most = most;
    this.free = new Semaphore(most);
  }

  @Override
  public IssuedCredentials assume(RoleSession session) throws StsException {
    if (!free.tryAcquire()) {
      throw new StsException(true, most + " calls to the token service are under way", null);
    }
    try {
      return sts.assume(session);
    } finally {
      free.release();
    }
  }
}
