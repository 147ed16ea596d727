/**
 * Writes files of the lake: Parquet with its own commitments, in memory that one row group bounds.
 *
 * <p>Rows come in as bytes and leave as bytes. Hadoop, Flink and AWS may not enter at run time.
 */
package io.tributary.lake.parquet;
