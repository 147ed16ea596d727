package io.tributary.connectors.credentials;

import io.tributary.hotkey.access.GrantFile;
import io.tributary.hotkey.access.SignedGrant;
import io.tributary.hotkey.identity.KeyFile;
import io.tributary.hotkey.identity.KeyFileException;
import io.tributary.hotkey.identity.LocalSigner;
import io.tributary.schemas.Hotkey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Access keys in a folder: {@code <hotkey>.key}, a btwallet file of the session key (or of the
 * hotkey itself), and beside it {@code <hotkey>.grant}, needed for a session key. Files that change
 * are read again, so a renewed grant needs no restart. Thread-safe.
 */
public final class DirectoryAccessKeyring implements AccessKeyring {

  private final Path folder;
  private final ConcurrentHashMap<Hotkey, Loaded> loaded = new ConcurrentHashMap<>();

  private record Loaded(FileTime keyTime, FileTime grantTime, AccessKey key) {}

  /** Reads keys from this folder when they are asked for. */
  public DirectoryAccessKeyring(Path folder) {
    this.folder = Objects.requireNonNull(folder, "folder");
  }

  @Override
  public Optional<AccessKey> find(Hotkey hotkey) throws AuthUnavailableException {
    Path keyFile = folder.resolve(hotkey.address() + ".key");
    Path grantFile = folder.resolve(hotkey.address() + ".grant");
    try {
      if (Files.notExists(keyFile)) {
        loaded.remove(hotkey);
        return Optional.empty();
      }
      FileTime keyTime = Files.getLastModifiedTime(keyFile);
      FileTime grantTime =
          Files.exists(grantFile) ? Files.getLastModifiedTime(grantFile) : FileTime.fromMillis(0);
      Loaded known = loaded.get(hotkey);
      if (known == null
          || !known.keyTime().equals(keyTime)
          || !known.grantTime().equals(grantTime)) {
        known = new Loaded(keyTime, grantTime, load(hotkey, keyFile, grantFile));
        loaded.put(hotkey, known);
      }
      return Optional.of(known.key());
    } catch (IOException | KeyFileException e) {
      throw AuthUnavailableException.ofOneMiner(
          "the access key of " + hotkey + " cannot be read", e);
    }
  }

  private static AccessKey load(Hotkey hotkey, Path keyFile, Path grantFile)
      throws IOException, KeyFileException {
    KeyFile file = KeyFile.read(keyFile);
    LocalSigner signer = file.signer();
    file.destroy();
    Optional<SignedGrant> grant =
        signer.hotkey().equals(hotkey) ? Optional.empty() : Optional.of(GrantFile.read(grantFile));
    return new AccessKey(signer, grant);
  }
}
