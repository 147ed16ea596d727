/**
 * Measurements of single parts, each beside something that does the same work, in the same run.
 *
 * <p>Figures are operations per second of one core, by the time of the measuring thread, so that
 * other work on the machine counts little. Nothing here is run by the build.
 */
package io.tributary.benchmarks;
