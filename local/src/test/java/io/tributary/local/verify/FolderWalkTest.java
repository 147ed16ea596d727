package io.tributary.local.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a walk finds. */
class FolderWalkTest {

  @TempDir private Path folder;

  @Test
  void followsALinkWhereItBeginsAndNoneBelow() throws IOException {
    Path real = Files.createDirectories(folder.resolve("real/below"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("real"));
    Files.writeString(real.resolve("b"), "b");
    Files.writeString(link.resolve("c"), "c");
    Files.createSymbolicLink(link.resolve("a"), real);

    assertThat(FolderWalk.below(link))
        .containsExactly(
            entry(link.resolve("a"), Optional.empty()),
            entry(link.resolve("below/b"), Optional.empty()),
            entry(link.resolve("c"), Optional.empty()));
  }

  @Test
  void goesOnAfterWhatCannotBeRead() {
    FolderWalk walk = new FolderWalk(Path.of("asked"), Path.of("/real"));

    assertThat(walk.visitFileFailed(Path.of("/real/a"), new AccessDeniedException("/real/a")))
        .isEqualTo(FileVisitResult.CONTINUE);
    walk.visitFileFailed(Path.of("/real/b"), new FileSystemException("/real/b", null, "too long"));
    walk.visitFileFailed(Path.of("/real/c"), new FileSystemException("/real/c"));
    assertThat(walk.postVisitDirectory(Path.of("/real/d"), new IOException("broke off")))
        .isEqualTo(FileVisitResult.CONTINUE);
    walk.postVisitDirectory(Path.of("/real"), null);

    assertThat(walk.found())
        .containsExactly(
            entry(Path.of("asked/a"), Optional.of("no right to read it")),
            entry(Path.of("asked/b"), Optional.of("too long")),
            entry(Path.of("asked/c"), Optional.of("cannot be read")),
            entry(Path.of("asked/d"), Optional.of("broke off")));
  }

  @Test
  void checksTellOfAFolderThatCannotBeRead() throws IOException {
    Path closed = Files.createDirectory(folder.resolve("closed"));
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));
    // Root reads everything.
    assumeFalse(Files.isReadable(closed));

    StringBuilder told = new StringBuilder();
    boolean sound = new FileChecks(line -> told.append(line).append('\n'), false).folder(folder);
    assertThat(sound).isFalse();
    assertThat(told)
        .contains("FAIL  " + closed, "NOT_READABLE  no right to read it", "0 pass, 1 fail");
  }
}
