package io.tributary.benchmarks.chaos;

import java.util.Optional;

/**
 * A step that was taken. Immutable.
 *
 * @param step what was planned
 * @param atSeconds when, since the job was submitted
 * @param onTime whether its moment came, or was waited for in vain
 * @param calmSeconds until a checkpoint that began afterwards was complete; empty if that was not
 *     waited for, or did not happen in time
 * @param faults of S3 that had been injected when the step was over
 */
record Event(
    Step step, double atSeconds, boolean onTime, Optional<Double> calmSeconds, long faults) {}
