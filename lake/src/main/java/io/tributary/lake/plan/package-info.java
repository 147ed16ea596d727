/**
 * Plans of reads: which byte ranges of which files are fetched for what was drawn.
 *
 * <p>Pure functions over ranges. Stores, requests and what the bytes mean may not enter; a plan
 * never leaves out what is needed.
 */
package io.tributary.lake.plan;
