/** The token service through the AWS SDK. What it says on failure stays on this side. */
package io.tributary.auth.sts;
