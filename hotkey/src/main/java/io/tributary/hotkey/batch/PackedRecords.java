package io.tributary.hotkey.batch;

/**
 * Records that were encoded and compressed, ready to be signed as one batch. The array is shared,
 * not copied: nobody may change it.
 *
 * @param count how many records, at least 1
 * @param uncompressedSizeBytes their length before compression
 * @param compressed one zstd frame
 */
public record PackedRecords(int count, int uncompressedSizeBytes, byte[] compressed) {}
