/**
 * The ingest job on a real cluster while its processes are killed and its surroundings fail.
 *
 * <p>Every record that was sent is known, and looked for in the lake at the end. Nothing here knows
 * how the sink works: it only kills, disturbs and compares. Loopback only.
 */
package io.tributary.benchmarks.chaos;
