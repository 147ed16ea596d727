package io.tributary.connectors.store;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;

/**
 * Empties successful answers to requests for listings that are another thing, since the SDK does
 * not look at the name of what it reads: a server that knows no versions answers with a list of
 * objects, which would pass for one without versions. Thread-safe.
 */
final class ListingRoots implements ExecutionInterceptor {

  /** The root of a listing comes before anything that could be long. */
  private static final int BEGINNING = 1024;

  /** The first tag; declarations and comments begin otherwise. */
  private static final Pattern ROOT = Pattern.compile("<([A-Za-z]+)");

  @Override
  public Optional<InputStream> modifyHttpResponseContent(
      Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
    String root = root(context.request());
    if (root == null || !context.httpResponse().isSuccessful()) {
      return context.responseBody();
    }
    return context.responseBody().map(body -> only(root, body));
  }

  private static String root(SdkRequest request) {
    if (request instanceof ListObjectsV2Request) {
      return "ListBucketResult";
    }
    return request instanceof ListObjectVersionsRequest ? "ListVersionsResult" : null;
  }

  private static InputStream only(String root, InputStream body) {
    try {
      byte[] beginning = body.readNBytes(BEGINNING);
      Matcher first = ROOT.matcher(new String(beginning, StandardCharsets.ISO_8859_1));
      // An error that comes as a success is the SDK's to tell.
      boolean fits =
          first.find() && (first.group(1).equals(root) || first.group(1).equals("Error"));
      return fits
          ? new SequenceInputStream(new ByteArrayInputStream(beginning), body)
          : new Nothing(body);
    } catch (IOException e) {
      throw SdkClientException.create("an answer that broke off", e);
    }
  }

  /** Nothing, in place of a stream that is still to be closed. */
  private static final class Nothing extends FilterInputStream {
    private Nothing(InputStream in) {
      super(in);
    }

    @Override
    public int read() {
      return -1;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
      return length == 0 ? 0 : -1;
    }

    @Override
    public long skip(long count) {
      return 0;
    }

    @Override
    public int available() {
      return 0;
    }

    @Override
    public boolean markSupported() {
      return false;
    }
  }
}
