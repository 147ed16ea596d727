/** Signed batches from Kafka, as bytes with their position. Nothing is decoded or judged here. */
package io.tributary.connectors.batches;
