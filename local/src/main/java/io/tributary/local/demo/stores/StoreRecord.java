package io.tributary.local.demo.stores;

/**
 * A row of a miner's store, and what must become of it.
 *
 * @param key content key of a valid record, else null
 * @param reason reason code of a record that must be refused, else null
 */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere
record StoreRecord(
    String uri,
    String datetime,
    long timeBucketId,
    int source,
    String label,
    byte[] content,
    long contentSizeBytes,
    String key,
    String reason) {}
