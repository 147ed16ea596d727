/**
 * Verdicts as a table of Parquet files, for SQL.
 *
 * <p>It reads signed verdicts and writes files. How verdicts come about may not enter.
 */
package io.tributary.jobs.validate.table;
