package io.tributary.benchmarks.sink;

import io.tributary.auth.RoleSession;
import io.tributary.auth.StsException;
import io.tributary.auth.sts.AwsSts;
import io.tributary.auth.sts.StsOptions;
import io.tributary.hotkey.access.AccessPurpose;
import io.tributary.hotkey.access.IssuedCredentials;
import io.tributary.local.s3.EmbeddedS3;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** An S3 store with its token service, in a process of its own; ends with its standard input. */
public final class StoreMain {

  public static final String BUCKET = "lake";

  /** What a miner's session may, for all miners at once. */
  private static final String POLICY =
      "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":"
          + "[\"s3:PutObject\",\"s3:AbortMultipartUpload\",\"s3:ListMultipartUploadParts\",\"s3:GetObject\"],"
          + "\"Resource\":[\"arn:aws:s3:::"
          + BUCKET
          + "/data/*\"]},{\"Effect\":\"Allow\",\"Action\":\"s3:ListBucket\",\"Resource\":\"arn:aws:s3:::"
          + BUCKET
          + "\"}]}";

  private StoreMain() {}

  /**
   * Starts the store and prints where it answers. Before that, its owner's key with its secret, and
   * a session's key, secret and token, are in a file, a line each.
   *
   * @param args the folder of its buckets, and the file, which nobody but its owner can read
   */
  public static void main(String[] args) throws Exception {
    try (EmbeddedS3 store = EmbeddedS3.start(Path.of(args[0]), BUCKET, Clock.systemUTC(), 0)) {
      AwsBasicCredentials owner = store.operatorCredentials();
      IssuedCredentials session = session(store);
      Files.write(
          Path.of(args[1]),
          List.of(
              owner.accessKeyId(),
              owner.secretAccessKey(),
              session.accessKeyId(),
              session.secretAccessKey(),
              session.sessionToken()));
      System.out.println(store.endpoint());
      System.out.flush();
      int read = System.in.read();
      while (read >= 0) {
        read = System.in.read();
      }
    }
  }

  private static IssuedCredentials session(EmbeddedS3 store) throws StsException {
    try (AwsSts sts =
        new AwsSts(
            new StsOptions(
                Optional.of(store.stsEndpoint()),
                StoreProcess.REGION,
                store.uploadRoleArn(),
                store.readRoleArn(),
                StaticCredentialsProvider.create(store.operatorCredentials())))) {
      return sts.assume(
          new RoleSession(AccessPurpose.UPLOAD, "benchmark", POLICY, Duration.ofHours(1)));
    }
  }
}
