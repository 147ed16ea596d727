/**
 * Canonical Avro binary of small signed structures, read without trusting a length.
 *
 * <p>One byte form for each value: what is read writes the same bytes again. No input makes a
 * reader allocate more than the input's own size. Nothing of a particular structure may enter.
 */
package io.tributary.hotkey.wire;
