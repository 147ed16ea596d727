/**
 * What an epoch of the validation costs: bytes, requests, seconds and memory, for a miner with few
 * large files and for miners with very many small ones.
 *
 * <p>The code of the job does it, outside of a job. Miners are honest, and how rows come to be is
 * not measured. Nothing here is part of the product.
 */
package io.tributary.benchmarks.challenge;
