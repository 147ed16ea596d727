/**
 * Columns of the lake's tables and the compact binary form of one row.
 *
 * <p>The column tables here are the only place that knows names, order and types of columns.
 */
package io.tributary.schemas.row;
