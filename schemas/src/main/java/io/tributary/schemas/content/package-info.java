/**
 * Reads the content of a record: strict JSON of X's or Reddit's model, and ISO 8601 times.
 *
 * <p>Nothing here throws on foreign bytes: every input has a result. What a value means for the
 * lake (ages, ids, contradictions) may not enter; that is for the rules.
 */
package io.tributary.schemas.content;
