/**
 * What client and auth service say to each other: grants, signed requests, issued credentials.
 *
 * <p>Values and their canonical bytes only. Flink, AWS and networks may not enter.
 */
package io.tributary.hotkey.access;
