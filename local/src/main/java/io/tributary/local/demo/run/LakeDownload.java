package io.tributary.local.demo.run;

import io.tributary.connectors.credentials.ClientOptions;
import io.tributary.connectors.credentials.DirectoryAccessKeyring;
import io.tributary.connectors.credentials.HttpCredentialClient;
import io.tributary.connectors.credentials.UploadSigning;
import io.tributary.hotkey.access.IssuedCredentials;
import io.tributary.hotkey.identity.KeyFile;
import io.tributary.lake.proof.CommittedFile;
import io.tributary.local.query.LakeFiles;
import io.tributary.schemas.Hotkey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/**
 * Fetches the committed files of a store that is not embedded, to look at them here; each miner's
 * with that miner's own credentials.
 */
final class LakeDownload {

  private LakeDownload() {}

  /**
   * Fetches what is not here yet and removes what is not in the lake any more; answers the folder
   * that then holds {@code data}.
   */
  static Path to(DemoFolder folder, DemoStack stack, Collection<CommittedFile> files)
      throws Exception {
    HttpCredentialClient credentials =
        new HttpCredentialClient(
            ClientOptions.of(stack.authEndpoint(), DemoFolder.AUDIENCE, DemoFolder.NETUID),
            new UploadSigning(
                new DirectoryAccessKeyring(folder.accessKeys()),
                KeyFile.read(folder.sinkKey()).signer()),
            Clock.systemUTC(),
            new SecureRandom(),
            pause -> TimeUnit.NANOSECONDS.sleep(pause.toNanos()));
    Map<Hotkey, S3Client> clients = new HashMap<>();
    try {
      for (CommittedFile file : files) {
        Path target = folder.downloads().resolve(file.key().path());
        if (Files.exists(target)) {
          continue;
        }
        Hotkey hotkey = file.key().hotkey();
        if (!clients.containsKey(hotkey)) {
          clients.put(hotkey, client(stack.s3(), credentials.fetch(hotkey)));
        }
        Files.createDirectories(target.getParent());
        clients
            .get(hotkey)
            .getObject(
                request -> request.bucket(file.bucket()).key(file.key().path()),
                ResponseTransformer.toFile(target));
      }
    } finally {
      clients.values().forEach(S3Client::close);
    }
    Files.createDirectories(folder.downloads().resolve("data"));
    removeOthers(
        folder.downloads(), files.stream().map(f -> f.key().path()).collect(Collectors.toSet()));
    return folder.downloads();
  }

  private static void removeOthers(Path downloads, Set<String> keys) throws IOException {
    for (LakeFiles.LakeFile file : LakeFiles.list(downloads)) {
      if (!keys.contains(file.key().path())) {
        Files.delete(file.path());
      }
    }
  }

  private static S3Client client(DemoOptions.ExternalS3 s3, IssuedCredentials issued) {
    S3ClientBuilder builder =
        S3Client.builder()
            .region(Region.of(s3.region()))
            .forcePathStyle(s3.pathStyle())
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsSessionCredentials.create(
                        issued.accessKeyId(), issued.secretAccessKey(), issued.sessionToken())));
    s3.endpoint().ifPresent(builder::endpointOverride);
    return builder.build();
  }
}
