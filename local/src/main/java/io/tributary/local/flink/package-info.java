/** A Flink cluster in this process, and what it says of its jobs. Loopback only. */
package io.tributary.local.flink;
