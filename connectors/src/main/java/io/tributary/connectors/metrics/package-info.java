/** Counts that survive failures: checkpointed state with gauges over it. */
package io.tributary.connectors.metrics;
