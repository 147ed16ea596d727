package io.tributary.auth;

import io.tributary.hotkey.access.AccessException;
import io.tributary.hotkey.access.AccessReason;
import io.tributary.hotkey.access.AccessRequest;
import io.tributary.schemas.Hotkey;
import io.tributary.schemas.SourceId;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Inline policies, as compact JSON. Immutable and thread-safe.
 *
 * <p>They are put together from checked types only, whose text holds neither quotes nor any of
 * IAM's metacharacters; every {@code *} is this class's own and stands behind a full prefix, so
 * that none can cross into another miner's or another source's path.
 */
public final class SessionPolicy {

  private static final String UPLOAD =
      "[\"s3:PutObject\",\"s3:AbortMultipartUpload\",\"s3:ListMultipartUploadParts\",\"s3:GetObject\"]";
  private static final String UPLOAD_FILE =
      "[\"s3:PutObject\",\"s3:AbortMultipartUpload\",\"s3:ListMultipartUploadParts\"]";
  private static final String READ = "[\"s3:GetObject\",\"s3:GetObjectVersion\"]";
  private static final String LIST = "\"s3:ListBucket\"";
  private static final String LIST_ALL = "[\"s3:ListBucket\",\"s3:ListBucketVersions\"]";

  private final String bucketArn;

  /** Policies on the bucket of a deployment. */
  public SessionPolicy(Deployment deployment) {
    this.bucketArn = "arn:aws:s3:::" + deployment.bucket();
  }

  /** Write (and HEAD, and list) exactly the miner's prefixes of these sources. */
  public String upload(Hotkey miner, Set<SourceId> sources) {
    return prefixes(UPLOAD, LIST, AccessRequest.prefixes(sources, miner));
  }

  /** Read and list, versions included, exactly the miner's prefixes of these sources. */
  public String read(Hotkey miner, Set<SourceId> sources) {
    return prefixes(READ, LIST_ALL, AccessRequest.prefixes(sources, miner));
  }

  /**
   * Write exactly these files of the inbox.
   *
   * @throws AccessException {@code SCOPE_TOO_LARGE} if the policy would be longer than the token
   *     service takes
   */
  public String uploadFiles(List<InboxPath> files) throws AccessException {
    String resources =
        files.stream()
            .map(file -> "\"" + bucketArn + "/" + file.key() + "\"")
            .collect(
                Collectors.joining(",", files.size() > 1 ? "[" : "", files.size() > 1 ? "]" : ""));
    String policy =
        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":"
            + UPLOAD_FILE
            + ",\"Resource\":"
            + resources
            + "}]}";
    if (policy.length() > RoleSession.MOST_POLICY) {
      throw new AccessException(
          AccessReason.SCOPE_TOO_LARGE,
          files.size() + " files with names this long do not fit one session: ask for fewer");
    }
    return policy;
  }

  private String prefixes(String actions, String listing, List<String> prefixes) {
    return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":"
        + actions
        + ",\"Resource\":"
        + list(prefixes, bucketArn + "/")
        + "},{\"Effect\":\"Allow\",\"Action\":"
        + listing
        + ",\"Resource\":\""
        + bucketArn
        + "\",\"Condition\":{\"StringLike\":{\"s3:prefix\":"
        + list(prefixes, "")
        + "}}}]}";
  }

  private static String list(List<String> prefixes, String before) {
    return prefixes.stream()
        .map(prefix -> "\"" + before + prefix + "*\"")
        .collect(Collectors.joining(",", "[", "]"));
  }
}
