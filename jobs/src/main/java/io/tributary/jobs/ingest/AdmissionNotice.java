package io.tributary.jobs.ingest;

/** What every task that admits batches has to know, whichever hotkeys it serves. */
sealed interface AdmissionNotice permits EffectiveRevocation, BlockNotice {}
