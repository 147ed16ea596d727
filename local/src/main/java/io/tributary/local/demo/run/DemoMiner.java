package io.tributary.local.demo.run;

import io.tributary.hotkey.identity.KeyFile;
import io.tributary.hotkey.identity.KeyFileException;
import io.tributary.hotkey.identity.LocalSigner;
import io.tributary.schemas.Hotkey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A miner as its folder shows it: {@code <name>/SqliteMinerStorage.sqlite} and {@code
 * <name>/hotkey}.
 *
 * @param name the folder's name
 * @param store its SQLite store
 * @param hotkey its address
 * @param signer signs as the hotkey
 */
public record DemoMiner(String name, Path store, Hotkey hotkey, LocalSigner signer) {

  private static final String STORE = "SqliteMinerStorage.sqlite";

  /**
   * Reads all miners of a folder, by name.
   *
   * @throws DemoException if there is none, or one of them cannot be used
   */
  public static List<DemoMiner> readAll(Path stores) throws IOException, DemoException {
    Path folder = Files.isDirectory(stores.resolve("stores")) ? stores.resolve("stores") : stores;
    if (!Files.isDirectory(folder)) {
      throw new DemoException("there is no folder " + folder);
    }
    List<Path> names;
    try (Stream<Path> entries = Files.list(folder)) {
      names = entries.filter(entry -> Files.exists(entry.resolve(STORE))).sorted().toList();
    }
    if (names.isEmpty()) {
      throw new DemoException("no <miner>/" + STORE + " is in " + folder);
    }
    List<DemoMiner> miners = new ArrayList<>();
    Set<Hotkey> hotkeys = new HashSet<>();
    for (Path name : names) {
      DemoMiner miner = read(name);
      if (!hotkeys.add(miner.hotkey())) {
        throw new DemoException("two miners of " + folder + " have the hotkey " + miner.hotkey());
      }
      miners.add(miner);
    }
    return miners;
  }

  private static DemoMiner read(Path folder) throws IOException, DemoException {
    Path file = folder.resolve("hotkey");
    try {
      KeyFile key = KeyFile.read(file);
      return new DemoMiner(
          folder.getFileName().toString(), folder.resolve(STORE), key.hotkey(), key.signer());
    } catch (KeyFileException e) {
      throw new DemoException("the key file " + file + " cannot be used: " + e.getMessage(), e);
    }
  }
}
