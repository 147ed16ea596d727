/**
 * The ingest job: from signed batches to rows that are each kept once, and on into the sink.
 *
 * <p>Options, graph and functions. Decisions about batches and records are made by {@code hotkey}
 * and {@code schemas}; nothing here knows who starts the job.
 */
package io.tributary.jobs.ingest;
