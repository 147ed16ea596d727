package io.tributary.benchmarks.chaos;

import java.time.Duration;

/**
 * One thing that goes wrong. Immutable.
 *
 * @param action what
 * @param pause from the step before until this one looks out for its moment
 * @param moment when
 * @param lasts how long, unless it is over at once
 * @param taskManager which one of those that have work, if it is a TaskManager
 * @param calm whether the next step waits until the job has recovered
 */
record Step(
    Action action, Duration pause, Moment moment, Duration lasts, int taskManager, boolean calm) {}
