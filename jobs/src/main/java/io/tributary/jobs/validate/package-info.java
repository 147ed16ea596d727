/**
 * The validation job: options, graph and operators that freeze miners' sets, draw and judge.
 *
 * <p>What an epoch makes of public records is decided in {@code lake}; how a file is read is behind
 * the ports of {@code connectors}. Neither may enter.
 */
package io.tributary.jobs.validate;
