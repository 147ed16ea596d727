/**
 * The digests that a file of the lake commits to, byte for byte as docs/formats.md fixes them.
 *
 * <p>Pure functions and values. Parquet, signatures and stores may not enter.
 */
package io.tributary.lake.commitment;
