package io.tributary.jobs.ingest;

import io.tributary.connectors.sink.BufferKey;
import java.util.Objects;

/**
 * The sink's word on one of its buffers.
 *
 * @param buffer whose rows wait
 * @param blocked whether batches of its miner are to be refused
 * @param atMillis when that was published
 */
record BlockNotice(BufferKey buffer, boolean blocked, long atMillis) implements AdmissionNotice {

  BlockNotice {
    Objects.requireNonNull(buffer, "buffer");
  }
}
