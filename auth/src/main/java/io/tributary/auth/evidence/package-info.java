/**
 * Evidence: what was signed and granted, kept so that anyone entitled can verify it again.
 *
 * <p>It holds signatures, hence restricted access; logs carry its digests only. Credentials may not
 * enter.
 */
package io.tributary.auth.evidence;
