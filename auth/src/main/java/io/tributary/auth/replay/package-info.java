/**
 * The memory of used requests, and the allowances of hotkeys, in one process.
 *
 * <p>Bounded whatever comes in. After a start nothing that could have been used before counts.
 */
package io.tributary.auth.replay;
