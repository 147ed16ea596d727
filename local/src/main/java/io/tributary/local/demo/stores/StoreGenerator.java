package io.tributary.local.demo.stores;

import io.tributary.hotkey.identity.KeyFileWriter;
import io.tributary.hotkey.identity.LocalSigner;
import io.tributary.local.demo.expect.Expectation;
import io.tributary.local.demo.expect.ExpectationFile;
import io.tributary.schemas.Hotkey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Fills a demo's folder with miners' stores, their keys, and {@code expected.json}.
 *
 * <p>Good records are up to 20 days older than the base time, the first generation's minute; the
 * folder keeps it, so that a second run makes nothing new. All appears at once or not at all:
 * whoever finds {@code stores} finds it whole. Not for two processes on one folder.
 */
public final class StoreGenerator {

  private final Path folder;
  private final Clock clock;

  /**
   * @param folder the demo's folder, made if missing
   * @param clock gives the base time of a first generation
   */
  public StoreGenerator(Path folder, Clock clock) {
    this.folder = folder;
    this.clock = clock;
  }

  /** The folder in which every folder is a miner's. */
  public Path stores() {
    return folder.resolve("stores");
  }

  /** Where the expectation is. */
  public Path expectation() {
    return folder.resolve(ExpectationFile.NAME);
  }

  /**
   * Generates, unless the folder has been filled already.
   *
   * @return whether something was generated
   * @throws IOException if the folder cannot be written, or was filled with other options
   */
  public boolean generate(GeneratorOptions options) throws IOException {
    Path note = folder.resolve(GeneratorNote.FILE);
    if (Files.exists(stores()) && !Files.exists(note)) {
      throw new IOException(
          stores() + " was not made by the generator; name it with --stores or use another --dir");
    }
    if (Files.exists(stores())) {
      GeneratorNote.read(note).requireSame(options, folder);
      return false;
    }
    Instant base = clock.instant().truncatedTo(ChronoUnit.MINUTES);
    Path making = folder.resolve(".stores-making");
    Folders.deleteRecursively(making);
    Files.createDirectories(making);
    ExpectationFile.write(expectation(), write(making, options, base));
    new GeneratorNote(options, base).write(note);
    Files.move(making, stores(), StandardCopyOption.ATOMIC_MOVE);
    return true;
  }

  /** The name of a miner's folder by its number from 0. */
  static String minerName(int miner, int miners) {
    int digits = Integer.toString(miners).length();
    String number = Integer.toString(miner + 1);
    return "miner-" + "0".repeat(digits - number.length()) + number;
  }

  /** A miner's mini secret, from the seed alone: worth nothing outside a demo. */
  static byte[] minerSecret(long seed, int miner) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update("tributary/demo/miner".getBytes(StandardCharsets.US_ASCII));
      return digest.digest(ByteBuffer.allocate(12).putLong(seed).putInt(miner).array());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }

  private static Expectation write(Path stores, GeneratorOptions options, Instant base)
      throws IOException {
    StorePlan plan = StorePlan.of(options);
    ItemMaker maker = new ItemMaker(options, base);
    List<Expectation.Miner> miners = new ArrayList<>();
    String[] keys = new String[plan.goodItems()];
    for (int m = 0; m < options.miners(); m++) {
      String name = minerName(m, options.miners());
      Path home = Files.createDirectories(stores.resolve(name));
      byte[] secret = minerSecret(options.seed(), m);
      Hotkey hotkey = LocalSigner.fromMiniSecret(secret).hotkey();
      KeyFileWriter.write(home.resolve("hotkey"), secret);
      try (StoreFile store = new StoreFile(home.resolve(StoreFile.NAME))) {
        Map<String, Long> refused = writeRows(store, plan, maker, m, keys);
        store.finish();
        miners.add(new Expectation.Miner(name, hotkey.address(), plan.rows(m), refused));
      } catch (SQLException e) {
        throw new IOException("cannot write the store of " + name + ": " + e.getMessage(), e);
      }
    }
    return new Expectation(List.copyOf(miners), holders(plan, options.miners(), keys));
  }

  private static Map<String, Long> writeRows(
      StoreFile store, StorePlan plan, ItemMaker maker, int miner, String[] keys)
      throws SQLException {
    Map<String, Long> refused = new TreeMap<>();
    Set<String> taken = new HashSet<>();
    for (int row = 0; row < plan.rows(miner); row++) {
      int item = plan.item(miner, row);
      StoreRecord record;
      int attempt = 0;
      do {
        record =
            item < keys.length
                ? maker.make(item, plan.copy(miner, row), attempt).seal(null)
                : bad(maker, item, item - keys.length, attempt);
        attempt++;
      } while (!taken.add(record.uri()));
      store.add(record);
      if (record.reason() == null) {
        keys[item] = record.key();
      } else {
        refused.merge(record.reason(), 1L, Long::sum);
      }
    }
    return refused;
  }

  static StoreRecord bad(ItemMaker maker, int item, int number, int attempt) {
    Fault fault = Fault.nth(number);
    Draw draw = maker.faultDraw(item, attempt);
    RecordDraft draft = maker.makePlain(item, fault.onX(draw), draw);
    fault.spoil(draft, draw);
    return draft.seal(fault.reason());
  }

  private static Map<String, int[]> holders(StorePlan plan, int miners, String[] keys) {
    Map<String, int[]> holders = new HashMap<>();
    for (int m = 0; m < miners; m++) {
      for (int row = 0; row < plan.rows(m); row++) {
        int item = plan.item(m, row);
        if (item < keys.length) {
          holders.merge(keys[item], new int[] {m}, StoreGenerator::joined);
        }
      }
    }
    return holders;
  }

  private static int[] joined(int[] some, int[] more) {
    int[] all = Arrays.copyOf(some, some.length + more.length);
    System.arraycopy(more, 0, all, some.length, more.length);
    return all;
  }
}
