/**
 * What a person sees of a demo: progress while it runs, tables and a look at the data at its end.
 *
 * <p>Works on plain values. Flink, Kafka and S3 may not enter.
 */
package io.tributary.local.demo.report;
