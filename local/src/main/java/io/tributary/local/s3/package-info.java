/**
 * An S3 server with STS in this process: it enforces signatures, session tokens, expiry and session
 * policies, and keeps finished objects as plain files.
 *
 * <p>Listens on the loopback interface only. For demos and tests; Flink may not enter.
 */
package io.tributary.local.s3;
