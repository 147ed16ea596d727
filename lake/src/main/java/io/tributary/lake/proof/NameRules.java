package io.tributary.lake.proof;

import io.tributary.hotkey.wire.Octets;
import io.tributary.schemas.LakeFileName;
import io.tributary.schemas.ObjectKey;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Checks that a file is what its name and folder claim. A pure function. */
final class NameRules {

  private static final int KEY_SEGMENTS = 4;

  private NameRules() {}

  static List<Finding> check(Path file, Footer footer, Octets tailDigest) {
    Optional<LakeFileName> parsed = LakeFileName.parse(String.valueOf(file.getFileName()));
    if (parsed.isEmpty()) {
      return List.of(malformed(file));
    }
    List<Finding> findings = new ArrayList<>();
    LakeFileName name = parsed.get();
    if (name.rows() != footer.rows()) {
      findings.add(
          new Finding(
              FindingCode.NAME_ROWS,
              "the name claims " + name.rows() + " rows, the footer " + footer.rows()));
    }
    if (!tailDigest.hex().startsWith(name.tailDigestPrefix())) {
      findings.add(
          new Finding(
              FindingCode.NAME_DIGEST,
              "the name claims " + name.tailDigestPrefix() + ", the tail has " + tailDigest.hex()));
    }
    objectKey(file)
        .filter(key -> key.source() != footer.commitments().source())
        .ifPresent(
            key ->
                findings.add(
                    new Finding(
                        FindingCode.NAME_SOURCE,
                        "lies under " + key.source() + ", is " + footer.commitments().source())));
    return findings;
  }

  static Finding malformed(Path file) {
    return new Finding(
        FindingCode.NAME_MALFORMED, "not the name of a file of the lake: " + file.getFileName());
  }

  /** The object key that the end of a path spells, if the file lies in a copy of the lake. */
  private static Optional<ObjectKey> objectKey(Path file) {
    int segments = file.getNameCount();
    if (segments < KEY_SEGMENTS) {
      return Optional.empty();
    }
    List<String> key = new ArrayList<>();
    file.subpath(segments - KEY_SEGMENTS, segments).forEach(part -> key.add(part.toString()));
    return ObjectKey.parse(String.join("/", key));
  }
}
