/**
 * SQL over a lake's folder with DuckDB, and the tables in which answers are shown.
 *
 * <p>Reads files; nothing here may write into a lake.
 */
package io.tributary.local.query;
