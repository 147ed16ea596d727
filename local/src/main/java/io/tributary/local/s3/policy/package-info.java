/**
 * The part of AWS's policy language that the embedded store enforces.
 *
 * <p>Pure: documents in, decisions out. What is not understood is refused, never ignored.
 */
package io.tributary.local.s3.policy;
