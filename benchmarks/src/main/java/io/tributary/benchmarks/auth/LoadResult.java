package io.tributary.benchmarks.auth;

/**
 * What a kind of request reached.
 *
 * @param name the kind
 * @param perCpuSecond requests per second of processor time of the service
 * @param sent how many that figure is made of
 * @param medianMillis at half of the load that is aimed for
 * @param p99Millis 99 of 100 took no longer, at the same load
 */
record LoadResult(
    String name, double perCpuSecond, int sent, double medianMillis, double p99Millis) {}
