/**
 * AssumeRole of AWS's Security Token Service, as far as the auth service needs it.
 *
 * <p>Every parameter is understood or refused. No session can begin another session.
 */
package io.tributary.local.s3.sts;
