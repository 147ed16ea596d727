package io.tributary.connectors.rewind;

/**
 * What a rewind has withdrawn.
 *
 * @param files that were in the lake
 * @param rows in them
 * @param parked files that were parked
 */
public record RewindResult(long files, long rows, long parked) {}
