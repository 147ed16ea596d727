/**
 * Stores of finished files: stage a file invisibly, complete it later from anywhere, never twice.
 *
 * <p>Credentials come with each call, or are asked for with each, and are never kept. Flink may not
 * enter.
 */
package io.tributary.connectors.store;
