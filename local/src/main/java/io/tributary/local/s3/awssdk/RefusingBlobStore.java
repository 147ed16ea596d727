package io.tributary.local.s3.awssdk;

import org.gaul.s3proxy.blobstore.BlobStore;
import software.amazon.awssdk.services.s3.model.BucketCannedACL;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;

/** What no principal may do here, not even the operator: access lists, deleting buckets. */
abstract class RefusingBlobStore implements BlobStore {

  @Override
  public BucketCannedACL getContainerAccess(String container) {
    throw refused();
  }

  @Override
  public void setContainerAccess(String container, BucketCannedACL access) {
    throw refused();
  }

  @Override
  public void deleteBucket(String container) {
    throw refused();
  }

  @Override
  public ObjectCannedACL getBlobAccess(String container, String name) {
    throw refused();
  }

  @Override
  public void setBlobAccess(String container, String name, ObjectCannedACL access) {
    throw refused();
  }

  static UnsupportedOperationException refused() {
    return new UnsupportedOperationException("not supported by this store");
  }
}
