/**
 * What the service must remember, in one table of DynamoDB, shared by all that serve a deployment.
 *
 * <p>Every write is conditional, every expiry is compared here, and no text of the SDK reaches a
 * caller. Decisions may not enter.
 */
package io.tributary.auth.dynamo;
