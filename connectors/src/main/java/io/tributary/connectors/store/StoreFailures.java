package io.tributary.connectors.store;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;

/**
 * The one place where the answers of S3 servers become {@link StoreFailure}s.
 *
 * <p>The error code decides where it is known, else the HTTP status: servers other than AWS use the
 * statuses alike, but not the codes.
 */
final class StoreFailures {

  private static final Map<String, StoreFailure> BY_CODE =
      Map.ofEntries(
          Map.entry("SlowDown", StoreFailure.THROTTLED),
          Map.entry("Throttling", StoreFailure.THROTTLED),
          Map.entry("ThrottlingException", StoreFailure.THROTTLED),
          Map.entry("RequestLimitExceeded", StoreFailure.THROTTLED),
          Map.entry("TooManyRequests", StoreFailure.THROTTLED),
          Map.entry("ExpiredToken", StoreFailure.EXPIRED),
          Map.entry("InvalidToken", StoreFailure.EXPIRED),
          Map.entry("InvalidAccessKeyId", StoreFailure.EXPIRED),
          Map.entry("TokenRefreshRequired", StoreFailure.EXPIRED),
          Map.entry("NoSuchUpload", StoreFailure.NOT_FOUND),
          Map.entry("NoSuchKey", StoreFailure.NOT_FOUND),
          Map.entry("NoSuchBucket", StoreFailure.NOT_FOUND),
          Map.entry("PreconditionFailed", StoreFailure.EXISTS),
          Map.entry("ConditionalRequestConflict", StoreFailure.CONFLICT),
          Map.entry("OperationAborted", StoreFailure.CONFLICT),
          Map.entry("InvalidPart", StoreFailure.PARTS_LOST),
          Map.entry("InvalidPartOrder", StoreFailure.PARTS_LOST),
          Map.entry("EntityTooSmall", StoreFailure.PARTS_LOST),
          Map.entry("NotImplemented", StoreFailure.UNSUPPORTED),
          Map.entry("RequestTimeout", StoreFailure.UNAVAILABLE),
          Map.entry("InternalError", StoreFailure.UNAVAILABLE),
          Map.entry("ServiceUnavailable", StoreFailure.UNAVAILABLE),
          // Damaged on the way; the bytes are still here.
          Map.entry("BadDigest", StoreFailure.UNAVAILABLE),
          Map.entry("IncompleteBody", StoreFailure.UNAVAILABLE),
          Map.entry("XAmzContentSHA256Mismatch", StoreFailure.UNAVAILABLE),
          // One of the clocks is wrong, which is no refusal of this miner.
          Map.entry("RequestTimeTooSkewed", StoreFailure.UNAVAILABLE));

  private static final Set<Integer> DENIED = Set.of(401, 403);
  private static final Set<Integer> UNSUPPORTED = Set.of(405, 501);
  private static final Set<Integer> TIMEOUT = Set.of(408);

  private StoreFailures() {}

  /** The failure behind what the SDK threw, told without anything that was secret. */
  static StoreException of(String action, Throwable thrown) {
    if (thrown instanceof AwsServiceException answer) {
      String code =
          Optional.ofNullable(answer.awsErrorDetails()).map(AwsErrorDetails::errorCode).orElse("");
      return new StoreException(
          classify(answer.statusCode(), code),
          String.format(
              Locale.ROOT,
              "%s was answered with HTTP %d%s (request %s)",
              action,
              answer.statusCode(),
              code.isEmpty() ? "" : " " + printable(code),
              printable(String.valueOf(answer.requestId()))));
    }
    return new StoreException(classify(thrown), action + " got no answer: " + causes(thrown));
  }

  static StoreFailure classify(int status, String code) {
    StoreFailure known = BY_CODE.get(code);
    if (known != null) {
      return known;
    }
    if (status == 429) {
      return StoreFailure.THROTTLED;
    }
    if (DENIED.contains(status)) {
      return StoreFailure.DENIED;
    }
    if (UNSUPPORTED.contains(status)) {
      return StoreFailure.UNSUPPORTED;
    }
    if (TIMEOUT.contains(status) || status < 300 || status >= 500) {
      return StoreFailure.UNAVAILABLE;
    }
    return switch (status) {
      // An answer to HEAD has no body and so no code; there S3 tells an ended session by 400.
      case 400 -> code.isEmpty() ? StoreFailure.EXPIRED : StoreFailure.BAD_REQUEST;
      case 404 -> StoreFailure.NOT_FOUND;
      case 409 -> StoreFailure.CONFLICT;
      case 412 -> StoreFailure.EXISTS;
      default -> StoreFailure.BAD_REQUEST;
    };
  }

  private static StoreFailure classify(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof FilePart.UnreadableException) {
        return StoreFailure.LOCAL_FILE;
      }
      if (cause instanceof AbortedException || cause instanceof InterruptedException) {
        return StoreFailure.INTERRUPTED;
      }
    }
    return StoreFailure.UNAVAILABLE;
  }

  // Class names only: the messages of an HTTP client hold URLs.
  private static String causes(Throwable thrown) {
    StringBuilder names = new StringBuilder(thrown.getClass().getSimpleName());
    for (Throwable cause = thrown.getCause(); cause != null; cause = cause.getCause()) {
      names.append(" < ").append(cause.getClass().getSimpleName());
      if (cause instanceof IOException) {
        break;
      }
    }
    return names.toString();
  }

  private static String printable(String text) {
    String safe = text.replaceAll("[^A-Za-z0-9._:+/=-]", "?");
    return safe.length() <= 80 ? safe : safe.substring(0, 80);
  }
}
