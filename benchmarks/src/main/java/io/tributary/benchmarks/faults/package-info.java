/**
 * Honest miners on a lake whose store, sessions and listings fail: none may fail for it, and no
 * drawn file may be forgotten.
 *
 * <p>The code of the job challenges them, outside of a job, by HTTP through a proxy that spoils
 * requests. Nothing here is part of the product, and no miner that lies may enter.
 */
package io.tributary.benchmarks.faults;
