package io.tributary.local.s3;

import io.tributary.local.s3.policy.Principal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The operator's key: drawn once for a folder, kept in a file that only its owner may read. */
final class OperatorFile {

  private OperatorFile() {}

  static AccessKey load(Path file, SecureRandom random) throws IOException {
    if (!Files.exists(file)) {
      write(file, AccessKeys.newId(random, "AKIA") + "\n" + AccessKeys.newSecret(random, 30));
    }
    List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
    if (lines.size() != 2) {
      throw new IOException(file + " does not hold an operator's key: an id and a secret");
    }
    return new AccessKey(
        lines.get(0),
        lines.get(1),
        Optional.empty(),
        Instant.MAX,
        new Principal(Roles.OPERATOR, List.of(Roles.operatorPolicy())));
  }

  private static void write(Path file, String text) throws IOException {
    Path temporary = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(temporary);
    if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.createFile(
          temporary,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    } else {
      Files.createFile(temporary);
    }
    Files.writeString(temporary, text, StandardOpenOption.WRITE, StandardOpenOption.SYNC);
    Files.move(temporary, file);
  }
}
