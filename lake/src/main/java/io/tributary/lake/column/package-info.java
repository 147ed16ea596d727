/**
 * Reads single columns of row groups, from bytes that were authenticated before.
 *
 * <p>What the bytes claim is checked before anything is allocated for it, and what is wrong with
 * them is one checked exception. Bytes that nobody proved, stores and rules about values may not
 * enter.
 */
package io.tributary.lake.column;
