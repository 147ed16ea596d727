/**
 * What all jobs demand of Flink and of Kafka, and how they read a topic.
 *
 * <p>What a job is for, and its options, may not enter.
 */
package io.tributary.jobs.flink;
