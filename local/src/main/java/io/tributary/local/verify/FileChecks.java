package io.tributary.local.verify;

import io.tributary.connectors.store.ListedObject;
import io.tributary.connectors.store.S3LakeReader;
import io.tributary.connectors.store.StoreException;
import io.tributary.lake.proof.FileReport;
import io.tributary.lake.proof.FileVerifier;
import io.tributary.lake.proof.Finding;
import io.tributary.lake.proof.FindingCode;
import io.tributary.local.query.TerminalText;
import io.tributary.schemas.ObjectKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Checks files against their own commitments, one after the other, and tells of each. Nothing below
 * a prefix is passed over: what is no file of the lake fails. Not thread-safe.
 */
public final class FileChecks {

  private final Output out;
  private final boolean json;
  private long files;
  private long failed;
  private long rows;
  private long bytes;

  /**
   * Tells on an output.
   *
   * @param json one object a file and line, else lines for people and a sum at the end of a prefix
   */
  public FileChecks(Output out, boolean json) {
    this.out = out;
    this.json = json;
  }

  /** Checks one file; answers whether it is sound. */
  public boolean file(Path file) throws IOException {
    FileReport report = FileVerifier.verify(file);
    tell(file.toString(), report);
    return report.isSound();
  }

  /**
   * Checks every file below a folder; answers whether all are sound. A folder below that cannot be
   * read fails as a file does.
   *
   * @throws IOException if the folder is not there, or there is no file
   */
  public boolean folder(Path folder) throws IOException {
    reset();
    for (Map.Entry<Path, Optional<String>> found : FolderWalk.below(folder).entrySet()) {
      Path path = found.getKey();
      if (found.getValue().isEmpty()) {
        file(path);
      } else {
        tell(path.toString(), unreadable(path, found.getValue().get()));
      }
    }
    return sum(folder.toString());
  }

  /**
   * Checks every object whose key begins with a prefix; answers whether all are sound. Each is
   * fetched into a temporary file, which is removed before the next.
   *
   * @throws IOException if they cannot be listed, or there is none
   */
  public boolean objects(S3LakeReader lake, String bucket, String prefix) throws IOException {
    reset();
    List<ListedObject> all;
    try {
      all = lake.list(prefix);
    } catch (StoreException e) {
      throw new IOException(e.getMessage(), e);
    }
    String base = "s3://" + bucket + "/";
    for (ListedObject object : all) {
      tell(base + object.path(), check(lake, object));
    }
    return sum(base + prefix);
  }

  private static FileReport check(S3LakeReader lake, ListedObject object) throws IOException {
    Optional<ObjectKey> key = ObjectKey.parse(object.path());
    if (key.isEmpty()) {
      return failed(object, FindingCode.NAME_MALFORMED, "not the key of a file of the lake");
    }
    Path folder = Files.createTempDirectory("tributary-verify-");
    // A name is judged with the folders that it lies in.
    Path file = folder.resolve(key.get().path());
    try {
      Files.createDirectories(file.getParent());
      lake.download(object.path(), file);
      return FileVerifier.verify(file);
    } catch (StoreException | IOException e) {
      return failed(object, FindingCode.NOT_READABLE, e.getMessage());
    } finally {
      remove(file, folder);
    }
  }

  private static void remove(Path file, Path folder) throws IOException {
    for (Path at = file; !at.equals(folder.getParent()); at = at.getParent()) {
      Files.deleteIfExists(at);
    }
  }

  private static FileReport failed(ListedObject object, FindingCode code, String detail) {
    return failed(
        Path.of(object.path().replace('\0', '?')), object.sizeBytes(), new Finding(code, detail));
  }

  private static FileReport unreadable(Path path, String why) {
    return failed(path, 0, new Finding(FindingCode.NOT_READABLE, why));
  }

  private static FileReport failed(Path path, long sizeBytes, Finding finding) {
    return new FileReport(path, sizeBytes, Optional.empty(), Optional.empty(), List.of(finding));
  }

  private void tell(String name, FileReport report) throws IOException {
    files++;
    failed += report.isSound() ? 0 : 1;
    rows += report.facts().map(FileReport.Facts::rows).orElse(0L);
    bytes += report.sizeBytes();
    if (json) {
      out.line(FileReportText.json(name, report));
    } else {
      for (String line : FileReportText.lines(name, report)) {
        out.line(line);
      }
    }
  }

  private void reset() {
    files = 0;
    failed = 0;
    rows = 0;
    bytes = 0;
  }

  private boolean sum(String prefix) throws IOException {
    if (files == 0) {
      throw new IOException("there is no file below " + prefix);
    }
    if (!json) {
      out.line(
          "%d files below %s: %d pass, %d fail; %d rows, %d bytes"
              .formatted(files, TerminalText.of(prefix), files - failed, failed, rows, bytes));
    }
    return failed == 0;
  }
}
