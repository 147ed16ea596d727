/**
 * The vocabulary of Tributary: record model, sources, hotkeys, item keys, object keys and reasons.
 *
 * <p>Everything here is a value or a pure function. Flink, AWS and networks may not enter.
 */
package io.tributary.schemas;
