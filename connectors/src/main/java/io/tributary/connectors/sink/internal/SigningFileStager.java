package io.tributary.connectors.sink.internal;

import io.tributary.connectors.credentials.AccessDeniedException;
import io.tributary.connectors.credentials.AccessKeyring;
import io.tributary.connectors.credentials.AuthUnavailableException;
import io.tributary.connectors.credentials.CredentialCalls;
import io.tributary.connectors.credentials.CredentialSource;
import io.tributary.connectors.sink.BufferKey;
import io.tributary.connectors.sink.StagedFile;
import io.tributary.connectors.store.FileStore;
import io.tributary.connectors.store.StagedUpload;
import io.tributary.connectors.store.StoreException;
import io.tributary.connectors.store.StoreFailure;
import io.tributary.hotkey.access.IssuedCredentials;
import io.tributary.lake.parquet.EncodedFile;
import io.tributary.lake.proof.FileManifests;
import io.tributary.lake.proof.SignedManifest;
import io.tributary.schemas.Hotkey;
import io.tributary.schemas.ObjectKey;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;

/**
 * Names a file, signs its manifest with the miner's access key and uploads it with the miner's
 * credentials. Thread-safe.
 */
public final class SigningFileStager implements FileStager {

  private static final int TOKEN_BYTES = 16;

  private final FileStore store;
  private final CredentialSource credentials;
  private final AccessKeyring keyring;
  private final String audience;
  private final int netuid;
  private final Clock clock;
  private final SecureRandom random;

  public SigningFileStager(
      FileStore store,
      CredentialSource credentials,
      AccessKeyring keyring,
      String audience,
      int netuid,
      Clock clock,
      SecureRandom random) {
    this.store = store;
    this.credentials = credentials;
    this.keyring = keyring;
    this.audience = audience;
    this.netuid = netuid;
    this.clock = clock;
    this.random = random;
  }

  @Override
  public StagedFile stage(BufferKey key, Instant sealedAt, EncodedFile file)
      throws StagingException {
    Hotkey hotkey = key.hotkey();
    try {
      AccessKeyring.AccessKey access =
          keyring
              .find(hotkey)
              .orElseThrow(
                  () -> new StagingException("no access key for " + hotkey + " is here", null));
      ObjectKey objectKey = FileManifests.keyOf(file, hotkey, sealedAt);
      SignedManifest manifest =
          FileManifests.sign(
              audience, netuid, objectKey, file, access.signer(), access.grant(), clock.instant());
      String token = token();
      StagedUpload upload = upload(objectKey, file, metadata(file, manifest, token), true);
      return new StagedFile(upload, token, manifest.encode(), file.rows(), clock.millis(), "", 0);
    } catch (AccessDeniedException | AuthUnavailableException | StoreException e) {
      throw new StagingException(e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StagingException("interrupted while staging", e);
    }
  }

  private StagedUpload upload(
      ObjectKey key, EncodedFile file, Map<String, String> metadata, boolean again)
      throws AccessDeniedException, AuthUnavailableException, StoreException, InterruptedException {
    IssuedCredentials issued = credentials.forMiner(key.hotkey());
    try {
      return store.stage(key, file.path(), metadata, issued);
    } catch (StoreException e) {
      if (e.failure() == StoreFailure.EXPIRED || e.failure() == StoreFailure.DENIED) {
        credentials.invalidate(key.hotkey(), issued);
        if (again && e.failure() == StoreFailure.EXPIRED) {
          return upload(key, file, metadata, false);
        }
      }
      throw e;
    }
  }

  /** A hint for who finds the object alone; what is authoritative is the log of committed files. */
  private static Map<String, String> metadata(
      EncodedFile file, SignedManifest manifest, String token) {
    return Map.of(
        FileStore.WRITE_TOKEN,
        token,
        "tributary-whole-digest",
        file.wholeDigest().hex(),
        "tributary-tail-digest",
        file.tailDigestHex(),
        "tributary-data-length",
        Long.toString(file.dataLength()),
        "tributary-manifest",
        Base64.getEncoder().encodeToString(manifest.encode()));
  }

  private String token() {
    byte[] token = new byte[TOKEN_BYTES];
    random.nextBytes(token);
    return HexFormat.of().formatHex(token);
  }

  @Override
  public CredentialCalls credentialCalls() {
    return credentials.calls();
  }

  @Override
  public void close() {
    try (FileStore closesSecond = store;
        CredentialSource closesFirst = credentials) {
      // Resources close in reverse order, each of them also when the other fails to.
    }
  }
}
