package io.tributary.jobs.ingest;

import io.tributary.schemas.Hotkey;
import io.tributary.schemas.avro.MinerRecord;

/** A record of an admitted batch, not yet checked. The record is nobody's to change. */
record CandidateRecord(Hotkey hotkey, MinerRecord record, RecordPosition position) {}
