/**
 * Signed batches: their bytes, who may write them, and what was seen already.
 *
 * <p>Whatever bytes come in, the answer is records or a reason, within stated memory. Flink, Kafka
 * and files may not enter.
 */
package io.tributary.hotkey.batch;
