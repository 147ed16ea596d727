/**
 * The arguments of a job, read with their types.
 *
 * <p>What an argument means belongs to the options of a job and may not enter.
 */
package io.tributary.jobs.arguments;
