package io.tributary.local.s3;

import io.tributary.local.s3.awssdk.PrincipalBlobStore;
import io.tributary.local.s3.folder.ObjectFolder;
import io.tributary.local.s3.folder.UploadFolder;
import io.tributary.local.s3.policy.PolicyDocument;
import io.tributary.local.s3.policy.Principal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.gaul.s3proxy.AccessGrant;
import org.gaul.s3proxy.S3ProxyHandler;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * S3 itself: s3proxy reads the requests and checks their signatures; whose key it is decides the
 * store that they reach. Thread-safe.
 */
final class S3Front extends S3ProxyHandler {

  private static final Logger LOG = LoggerFactory.getLogger(S3Front.class);
  private static final long MAX_OBJECT_BYTES = 5L << 30;
  private static final long MAX_UNCHUNKED_BYTES = 256L << 20;
  private static final int MAX_CHUNK_BYTES = 16 << 20;
  private static final int MAX_SKEW_SECONDS = 15 * 60;
  private static final long MAX_DRAINED_BYTES = 256L << 20;
  private static final long MAX_ASKED_BYTES = 1L << 20;

  S3Front(AccessKeys keys, ObjectFolder objects, UploadFolder uploads, Clock clock) {
    // The store and key given here would serve requests that no gate has seen: they serve nobody.
    super(
        storeFor(nobody(), objects, uploads, clock),
        AuthenticationType.AWS_V4,
        "-",
        "-",
        null,
        MAX_OBJECT_BYTES,
        MAX_UNCHUNKED_BYTES,
        MAX_CHUNK_BYTES,
        true,
        null,
        null,
        MAX_SKEW_SECONDS);
    setBlobStoreLocator(
        (id, bucket, key) ->
            keys.find(id)
                .filter(k -> !keys.hasEnded(k))
                .map(
                    k ->
                        new AccessGrant(
                            k.secret(), storeFor(k.principal(), objects, uploads, clock)))
                .orElse(null));
  }

  /** Answers a request that has passed the gate. */
  void handle(HttpServletRequest request, HttpServletResponse response) throws IOException {
    try (InputStream body = request.getInputStream()) {
      doHandle(request, request, response, body, new RequestContext());
    } catch (UnsupportedOperationException e) {
      refuse(request, response, S3Errors.of(501, "NotImplemented", "Not supported here."));
    } catch (IllegalArgumentException e) {
      refuse(request, response, S3Errors.invalidArgument("The request is not well formed."));
    } catch (IOException | RuntimeException e) {
      AwsServiceException refusal = refusalIn(e);
      if (refusal == null) {
        LOG.warn("{} failed", request.getMethod(), e);
        refusal = S3Errors.of(500, "InternalError", "We encountered an internal error.");
      }
      refuse(request, response, refusal);
    }
  }

  /** Answers with an error document. */
  void refuse(HttpServletRequest request, HttpServletResponse response, AwsServiceException refusal)
      throws IOException {
    if (response.isCommitted()) {
      throw new IOException("failed after the answer had begun");
    }
    drain(request);
    AwsErrorDetails details = refusal.awsErrorDetails();
    if (refusal.statusCode() == HttpServletResponse.SC_NOT_MODIFIED) {
      response.setStatus(refusal.statusCode());
      return;
    }
    sendSimpleErrorResponse(
        request,
        response,
        details.errorCode(),
        refusal.statusCode(),
        details.errorMessage(),
        Map.of());
  }

  // A client that is still sending would see a broken connection instead of the refusal.
  private static void drain(HttpServletRequest request) throws IOException {
    // Who asks before sending may wait for the answer, or may have begun all the same.
    long most = request.getHeader("Expect") == null ? MAX_DRAINED_BYTES : MAX_ASKED_BYTES;
    if (request.getContentLengthLong() <= most) {
      byte[] buffer = new byte[1 << 16];
      InputStream body = request.getInputStream();
      long left = MAX_DRAINED_BYTES;
      for (int n = body.read(buffer); n >= 0 && left > 0; n = body.read(buffer)) {
        left -= n;
      }
    }
  }

  private static AwsServiceException refusalIn(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof AwsServiceException refusal
          && refusal.awsErrorDetails() != null
          && refusal.awsErrorDetails().errorCode() != null) {
        return refusal;
      }
    }
    return null;
  }

  private static BlobStore storeFor(
      Principal principal, ObjectFolder objects, UploadFolder uploads, Clock clock) {
    return new PrincipalBlobStore(objects, uploads, clock, principal, Roles.OPERATOR);
  }

  private static Principal nobody() {
    return new Principal("nobody", List.of(PolicyDocument.nothing()));
  }
}
