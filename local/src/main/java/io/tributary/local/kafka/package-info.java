/** A real Kafka broker in this process, and the deployment's topics. Loopback only. */
package io.tributary.local.kafka;
