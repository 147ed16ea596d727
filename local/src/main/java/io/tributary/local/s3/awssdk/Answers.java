package io.tributary.local.s3.awssdk;

import io.tributary.local.s3.folder.ObjectRecord;
import java.time.Instant;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/** Records of objects in the words of the SDK. */
final class Answers {

  private Answers() {}

  static HeadObjectResponse head(ObjectRecord object) {
    return HeadObjectResponse.builder()
        .contentLength(object.size())
        .eTag(quoted(object))
        .lastModified(Instant.ofEpochMilli(object.lastModifiedMillis()))
        .contentType(object.headers().get(Headers.TYPE))
        .contentEncoding(object.headers().get(Headers.ENCODING))
        .contentLanguage(object.headers().get(Headers.LANGUAGE))
        .contentDisposition(object.headers().get(Headers.DISPOSITION))
        .cacheControl(object.headers().get(Headers.CACHE))
        .metadata(object.metadata())
        .build();
  }

  static GetObjectResponse.Builder get(ObjectRecord object) {
    return GetObjectResponse.builder()
        .contentLength(object.size())
        .eTag(quoted(object))
        .lastModified(Instant.ofEpochMilli(object.lastModifiedMillis()))
        .contentType(object.headers().get(Headers.TYPE))
        .contentEncoding(object.headers().get(Headers.ENCODING))
        .contentLanguage(object.headers().get(Headers.LANGUAGE))
        .contentDisposition(object.headers().get(Headers.DISPOSITION))
        .cacheControl(object.headers().get(Headers.CACHE))
        .metadata(object.metadata());
  }

  static String quoted(ObjectRecord object) {
    return "\"" + object.eTag() + "\"";
  }
}
