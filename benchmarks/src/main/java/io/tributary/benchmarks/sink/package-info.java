/**
 * The sink beside Flink's own {@code FileSink}, each in a Java of its own: what a row costs, how
 * many files come, and what memory it takes. Nothing here is part of the product.
 */
package io.tributary.benchmarks.sink;
