package io.tributary.hotkey.batch;

/**
 * The fields of a batch's body as received, nothing checked but their form. The compressed records
 * stay where they are: {@code recordsOffset} points into the array that was parsed.
 */
record ParsedBody(
    int netuid,
    String audience,
    String hotkey,
    byte[] signingKey,
    byte[] grant,
    byte[] stream,
    long counter,
    long createdAtMillis,
    String codec,
    int recordCount,
    int uncompressedSizeBytes,
    int recordsOffset,
    int recordsLength) {}
