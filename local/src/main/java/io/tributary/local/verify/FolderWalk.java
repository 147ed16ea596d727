package io.tributary.local.verify;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Finds everything below a folder that is no folder itself, and the folders that cannot be read. A
 * link is followed where the walk begins, and nowhere below. Not thread-safe.
 */
final class FolderWalk extends SimpleFileVisitor<Path> {

  private final Path folder;
  private final Path real;
  private final SortedMap<Path, Optional<String>> found = new TreeMap<>();

  /**
   * A walk.
   *
   * @param folder as it was asked for: what is found is named below it
   * @param real the same without links
   */
  FolderWalk(Path folder, Path real) {
    this.folder = folder;
    this.real = real;
  }

  /**
   * What lies below a folder, in the order of names.
   *
   * @return files, each with the reason why it, or the folder of that name, cannot be read; empty
   *     where nothing is known against it
   * @throws IOException if the folder is not there
   */
  static SortedMap<Path, Optional<String>> below(Path folder) throws IOException {
    FolderWalk walk = new FolderWalk(folder, folder.toRealPath());
    Files.walkFileTree(walk.real, walk);
    return walk.found();
  }

  /** What was found so far. */
  SortedMap<Path, Optional<String>> found() {
    return found;
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
    return found(file, Optional.empty());
  }

  @Override
  public FileVisitResult visitFileFailed(Path path, IOException failure) {
    return found(path, Optional.of(reason(failure)));
  }

  @Override
  public FileVisitResult postVisitDirectory(Path directory, IOException failure) {
    // Its listing may break off after some of its files were found.
    return failure == null ? FileVisitResult.CONTINUE : visitFileFailed(directory, failure);
  }

  private FileVisitResult found(Path path, Optional<String> against) {
    found.put(folder.resolve(real.relativize(path)), against);
    return FileVisitResult.CONTINUE;
  }

  private static String reason(IOException failure) {
    if (failure instanceof AccessDeniedException) {
      return "no right to read it";
    }
    String reason =
        failure instanceof FileSystemException file ? file.getReason() : failure.getMessage();
    return reason == null ? "cannot be read" : reason;
  }
}
