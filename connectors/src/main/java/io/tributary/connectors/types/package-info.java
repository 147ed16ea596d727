/**
 * How Tributary's values travel between Flink's operators and rest in its state.
 *
 * <p>One versioned serializer over small codecs; nothing falls back to Kryo.
 */
package io.tributary.connectors.types;
