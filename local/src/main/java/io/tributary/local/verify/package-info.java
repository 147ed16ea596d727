/**
 * What {@code verify} does: files of folders and stores against their own commitments, verdicts
 * against public records and the lake.
 *
 * <p>Reads and never writes. Flink and the jobs may not enter: who checks a deployment runs none.
 */
package io.tributary.local.verify;
