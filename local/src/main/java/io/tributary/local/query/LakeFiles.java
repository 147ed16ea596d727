package io.tributary.local.query;

import io.tributary.schemas.ObjectKey;
import io.tributary.schemas.SourceId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The finished files of a lake in a folder: those at {@code data/<source>/<hotkey>/<file>} whose
 * path is an object key.
 */
public final class LakeFiles {

  /** One file and the key that its path says. */
  public record LakeFile(Path path, ObjectKey key) {}

  private LakeFiles() {}

  /**
   * Lists the files of a lake, ordered by path.
   *
   * @param lake the bucket's folder, which holds {@code data}, or {@code data} itself
   * @throws IOException if the folder cannot be read, or a Parquet file lies where none may
   */
  public static List<LakeFile> list(Path lake) throws IOException {
    Path data = dataFolder(lake);
    if (!Files.isDirectory(data)) {
      return List.of();
    }
    List<Path> found;
    try (Stream<Path> paths = Files.walk(data)) {
      found =
          paths
              .filter(p -> p.toString().endsWith(".parquet") && Files.isRegularFile(p))
              .sorted()
              .toList();
    }
    List<LakeFile> files = new ArrayList<>();
    for (Path path : found) {
      files.add(fileOf(data, path));
    }
    return files;
  }

  /** The paths of one source's files. */
  public static List<Path> of(SourceId source, List<LakeFile> files) {
    return files.stream().filter(f -> f.key().source() == source).map(LakeFile::path).toList();
  }

  /** The folder {@code data} of a lake. */
  static Path dataFolder(Path lake) {
    Path whole = lake.toAbsolutePath().normalize();
    boolean itself = whole.getFileName() != null && whole.getFileName().toString().equals("data");
    return itself && !Files.isDirectory(whole.resolve("data")) ? whole : whole.resolve("data");
  }

  private static LakeFile fileOf(Path data, Path path) throws IOException {
    StringBuilder key = new StringBuilder("data");
    for (Path part : data.relativize(path)) {
      key.append('/').append(part);
    }
    Optional<ObjectKey> parsed = ObjectKey.parse(key.toString());
    return new LakeFile(
        path, parsed.orElseThrow(() -> new IOException("not a key of the lake: " + key)));
  }
}
