package io.tributary.local.command;

import io.tributary.connectors.store.S3LakeReader;
import io.tributary.lake.challenge.FolderRangeSource;
import io.tributary.local.verify.VerdictChecks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;

/** Options that say where files of the lake are read: a bucket, or a folder. */
final class LakeChoice {

  @Option(
      names = "--bucket",
      paramLabel = "NAME",
      converter = BucketName.class,
      description = "The lake on S3, for the files of a verdict.")
  private String bucket;

  @Option(
      names = "--lake",
      paramLabel = "DIR",
      description = "Instead: the bucket's folder, which holds 'data': of a demo, s3/<bucket>.")
  private Path folder;

  @Mixin private S3Endpoint s3;

  /** Refuses a call that names two lakes. */
  void require(CommandSpec command) {
    if (bucket != null && folder != null) {
      throw new ParameterException(
          command.commandLine(), "Say where the lake is by one option only, --bucket or --lake");
    }
  }

  /** What is done with a lake while it is open. */
  @FunctionalInterface
  interface Use<T, R> {
    R with(T lake) throws IOException, InterruptedException;
  }

  /** Opens the lake that was chosen, if one was, for as long as it is used. */
  <R> R open(Use<Optional<VerdictChecks.Lake>, R> use) throws IOException, InterruptedException {
    if (bucket != null) {
      return open(bucket, reader -> use.with(Optional.of(new VerdictChecks.Lake(reader, true))));
    }
    if (folder == null) {
      return use.with(Optional.empty());
    }
    if (!Files.isDirectory(folder.resolve("data"))) {
      throw new IOException(folder + " is no lake: it holds no folder 'data'");
    }
    return use.with(Optional.of(new VerdictChecks.Lake(new FolderRangeSource(folder), false)));
  }

  /** Opens a bucket with the credentials that AWS's tools find, for as long as it is used. */
  <R> R open(String name, Use<S3LakeReader, R> use) throws IOException, InterruptedException {
    try (DefaultCredentialsProvider credentials = DefaultCredentialsProvider.builder().build()) {
      credentials.resolveCredentials();
      try (S3LakeReader reader = new S3LakeReader(s3.store(name), credentials)) {
        return use.with(reader);
      }
    } catch (SdkClientException e) {
      throw new IOException(
          "no credentials for S3 are found: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or"
              + " AWS_PROFILE",
          e);
    }
  }
}
