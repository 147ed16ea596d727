package io.tributary.connectors.sink.internal;

/**
 * Why a buffer is blocked.
 *
 * @param sinceMillis when it became full
 * @param waitingBytes rows, before encoding, that waited for their files to be staged then
 */
public record BlockedBuffer(long sinceMillis, long waitingBytes) {}
