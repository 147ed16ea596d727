/**
 * Messages from and to Kafka as bytes with their position. Nothing is decoded or judged here.
 *
 * <p>Signed batches come in; what is refused and what lost to another copy goes out.
 */
package io.tributary.connectors.batches;
