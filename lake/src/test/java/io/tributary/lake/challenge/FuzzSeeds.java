package io.tributary.lake.challenge;

import io.tributary.hotkey.wire.WireWriter;
import io.tributary.lake.epoch.FreezeSeeds;
import io.tributary.lake.proof.CommittedFile;
import io.tributary.lake.set.LoggedFiles;
import io.tributary.lake.verdict.VerdictSeeds;
import io.tributary.schemas.SourceId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Writes what the fuzz tests begin with, in the module's test resources: small sound inputs, and
 * the hostile ones from which a fuzzer finds others faster. To be run by hand when a form changes;
 * inputs that a fuzzer found lie beside them and stay.
 */
final class FuzzSeeds {

  private static final int MOST_COLUMN_BYTES = 3000;
  private static final Instant STAGED = Instant.parse("2026-11-22T10:11:13Z");

  private FuzzSeeds() {}

  /**
   * Writes them.
   *
   * @param arguments the directory of the test resources
   */
  public static void main(String[] arguments) throws IOException {
    Path resources = Path.of(arguments[0]).resolve("io/tributary/lake");
    for (Map.Entry<String, SignedFile> file : files().entrySet()) {
      byte[] whole = FuzzedFile.write(file.getValue());
      write(resources, "challenge/FileFuzzTestInputs/isJudged", file.getKey(), whole);
      byte[] tail = TailFuzzTest.write(file.getValue());
      write(resources, "challenge/TailFuzzTestInputs/isProvenOrRefused", file.getKey(), tail);
    }
    String columns = "challenge/ColumnFuzzTestInputs/isReadOrRefused";
    SignedFile honest = SignedFile.honest(SourceId.X, 100, 1);
    for (String column : FuzzedColumn.COLUMNS) {
      write(resources, columns, column, FuzzedColumn.write(honest, column));
    }
    for (HostileFile hostile : HostileFilesTest.files().toList()) {
      columnOf(hostile, resources.resolve(columns));
    }
    String manifests = "proof/ManifestFuzzTestInputs/decodes";
    CommittedFile file = LoggedFiles.file(1, STAGED);
    write(resources, manifests, "message", file.encode());
    write(resources, manifests, "withdrawn", file.withdrawn(3).encode());
    write(resources, manifests, "signed", file.manifest().bytes());
    write(resources, manifests, "impossible", LoggedFiles.impossible(2, STAGED).encode());
    VerdictSeeds.all()
        .forEach(
            (name, bytes) ->
                write(resources, "verdict/VerdictFuzzTestInputs/decodes", name, bytes));
    FreezeSeeds.all()
        .forEach(
            (name, bytes) -> write(resources, "epoch/FreezeFuzzTestInputs/decodes", name, bytes));
    WireWriter topics = new WireWriter().number(0).bytes(FreezeSeeds.all().get("basis")).number(3);
    for (int i = 0; i < 3; i++) {
      topics.number(i).number(STAGED.toEpochMilli());
      CommittedFile logged = LoggedFiles.file(i % 2, STAGED);
      topics.bytes((i == 1 ? logged.withdrawn(2) : logged).encode());
    }
    write(resources, "set/SetRebuildFuzzTestInputs/rebuilds", "topics", topics.toBytes());
  }

  private static Map<String, SignedFile> files() {
    Map<String, SignedFile> files = new LinkedHashMap<>();
    files.put("x", SignedFile.honest(SourceId.X, 3, 1));
    files.put("reddit", SignedFile.honest(SourceId.REDDIT, 3, 1));
    files.put("x-without-indexes", forge(Forgery::dropIndexes));
    files.put("overlap", forge(f -> f.column(0, 3).setData_page_offset(4)));
    files.put("negative-offset", forge(f -> f.column(0, 3).setData_page_offset(-1)));
    files.put("endless", forge(f -> f.column(0, 3).setTotal_compressed_size(Long.MAX_VALUE)));
    files.put("values", forge(f -> f.column(0, f.place("text")).setNum_values(Long.MAX_VALUE)));
    files.put("schema", forge(f -> f.footer().getSchema().get(0).setNum_children(1 << 30)));
    files.put("one-row", forge(f -> f.footer().getRow_groups().get(0).setNum_rows(1)));
    files.put("cut-off", forge(FuzzSeeds::cutOff));
    files.put(
        "two-gigabyte-page",
        forge(f -> f.repage(0, "text", h -> h.setUncompressed_page_size(Integer.MAX_VALUE), null)));
    files.put("bomb", forge(f -> f.repage(0, "text", h -> {}, new byte[33 << 20])));
    files.put("not-utf8", forge(FuzzSeeds::notUtf8));
    Forgery small = base();
    files.put("list-bomb", small.withFooter(new byte[] {0x29, -4, -1, -1, -1, -1, 7}, 3));
    byte[] deep = new byte[200];
    Arrays.fill(deep, (byte) 0x1c);
    files.put("deep", small.withFooter(deep, 3));
    return files;
  }

  private static Forgery base() {
    return Forgery.of(SignedFile.honest(SourceId.X, 3, 1)).dropIndexes();
  }

  private static SignedFile forge(Consumer<Forgery> change) {
    Forgery forgery = base();
    change.accept(forgery);
    return forgery.sign(3);
  }

  private static void cutOff(Forgery forgery) {
    int place = forgery.place("text");
    byte[] chunk = forgery.chunk(0, place);
    forgery.replaceChunk(0, place, Arrays.copyOf(chunk, chunk.length - 10));
  }

  private static void notUtf8(Forgery forgery) {
    byte[] body = forgery.body(0, "text");
    int levels = ByteBuffer.wrap(body).order(ByteOrder.LITTLE_ENDIAN).getInt();
    body[4 + levels + 4] = (byte) 0xff;
    forgery.repage(0, "text", h -> {}, body);
  }

  /** The column of a hostile file that its finding names, if its chunk can be cut out of it. */
  private static void columnOf(HostileFile hostile, Path folder) {
    for (String column : FuzzedColumn.COLUMNS) {
      if (hostile.detail().startsWith("column " + column + " ")) {
        byte[] input = FuzzedColumn.write(hostile.file().get(), column);
        if (input.length <= MOST_COLUMN_BYTES) {
          write(folder, "", hostile.name().replaceAll("[^a-z0-9]+", "-"), input);
        }
      }
    }
  }

  private static void write(Path resources, String folder, String name, byte[] bytes) {
    try {
      Files.createDirectories(resources.resolve(folder));
      Files.write(resources.resolve(folder).resolve(name), bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
