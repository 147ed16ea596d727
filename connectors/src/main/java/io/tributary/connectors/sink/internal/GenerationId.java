package io.tributary.connectors.sink.internal;

import io.tributary.connectors.sink.BufferKey;

/**
 * Names a generation within a subtask for as long as its rows are in state.
 *
 * @param key whose rows they are
 * @param number the generation's number
 */
record GenerationId(BufferKey key, long number) {}
