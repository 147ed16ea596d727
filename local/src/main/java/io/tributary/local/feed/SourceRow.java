package io.tributary.local.feed;

import io.tributary.schemas.avro.MinerRecord;

/**
 * A row of a source.
 *
 * @param key 16 bytes that stay the same when the row is replaced
 * @param digest 16 bytes that change with anything that is sent of it
 * @param minerRecord the row as it is sent; null if it is larger than any batch
 * @param sizeBytes about how much memory it takes
 * @param name how to call it to a person
 */
record SourceRow(byte[] key, byte[] digest, MinerRecord minerRecord, long sizeBytes, String name) {}
