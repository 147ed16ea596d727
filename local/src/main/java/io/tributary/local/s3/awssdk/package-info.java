/**
 * The folder of objects behind s3proxy's front, bounded by what the principal of a request may do.
 *
 * <p>What is not written here is refused. The package's name matters: s3proxy takes a store whose
 * package is called {@code awssdk} for one that judges conditions on writes itself, as this one
 * does.
 */
package io.tributary.local.s3.awssdk;
