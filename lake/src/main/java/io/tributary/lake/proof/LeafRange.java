package io.tributary.lake.proof;

/**
 * Consecutive leaves, and the bytes of the file that they are. Immutable.
 *
 * @param firstLeaf index of the first leaf
 * @param leaves how many
 * @param offset where they begin in the file
 * @param length how many bytes they are
 */
public record LeafRange(long firstLeaf, int leaves, long offset, int length) {}
