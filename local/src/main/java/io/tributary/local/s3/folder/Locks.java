package io.tributary.local.s3.folder;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** A fixed number of locks for any number of names. Thread-safe. */
final class Locks {

  private final Lock[] locks = new Lock[64];

  Locks() {
    for (int i = 0; i < locks.length; i++) {
      locks[i] = new ReentrantLock();
    }
  }

  /** The lock of a name, taken; to be released by its user. */
  Lock take(String name) {
    Lock lock = locks[Math.floorMod(name.hashCode(), locks.length)];
    lock.lock();
    return lock;
  }
}
