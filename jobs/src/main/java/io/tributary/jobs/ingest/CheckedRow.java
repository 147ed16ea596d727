package io.tributary.jobs.ingest;

import io.tributary.connectors.sink.MinerRow;
import io.tributary.schemas.ItemKey;

/** A row that passed all checks, with the key under which it is kept once. */
record CheckedRow(ItemKey key, MinerRow row, RecordPosition position) {}
