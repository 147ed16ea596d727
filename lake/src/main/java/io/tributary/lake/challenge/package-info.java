/**
 * The challenge of one drawn file: what the store still has of it, and what its rows are.
 *
 * <p>Every byte that a check uses was authenticated before; every failure is a finding with its
 * party. Stores enter through one port, and miners are not judged here.
 */
package io.tributary.lake.challenge;
