/**
 * Objects and unfinished uploads in a folder: finished objects as plain files, all else beside.
 *
 * <p>Nothing is visible before it is whole and on disk. Knows no principals, no HTTP.
 */
package io.tributary.local.s3.folder;
