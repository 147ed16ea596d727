/**
 * Thresholds: everything that an operator may choose of how drawn files are read and judged, and
 * that a replay needs to come to the same.
 *
 * <p>Values that are valid once they exist; verdicts state them. What is judged by them, and how,
 * may not enter.
 */
package io.tributary.lake.threshold;
