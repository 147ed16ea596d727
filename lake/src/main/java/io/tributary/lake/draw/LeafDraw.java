package io.tributary.lake.draw;

/**
 * A leaf that was drawn. Immutable.
 *
 * @param file index of its file in the frozen set
 * @param leaf index of the leaf in its file
 */
public record LeafDraw(int file, long leaf) {}
