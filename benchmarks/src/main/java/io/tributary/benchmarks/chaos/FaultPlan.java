package io.tributary.benchmarks.chaos;

import java.util.Optional;

/** Decides which requests fail. Thread-safe. */
@FunctionalInterface
public interface FaultPlan {

  /** Takes note of a request and decides about it. */
  Optional<S3Fault> arrived(S3Call call);
}
