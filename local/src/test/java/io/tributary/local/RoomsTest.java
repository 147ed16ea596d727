package io.tributary.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every package says what it promises, and no source holds what was meant to be done later. */
class RoomsTest {

  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

  @Test
  void everyPackageSaysWhatItPromises() throws IOException {
    List<Path> silent =
        sources("src/main/java")
            .map(Path::getParent)
            .distinct()
            .filter(room -> !Files.exists(room.resolve("package-info.java")))
            .map(ROOT::relativize)
            .toList();

    assertThat(silent).as("packages without package-info.java").isEmpty();
  }

  @Test
  void nothingIsLeftForLater() throws IOException {
    String words = "(?s).*\\b(" + "TO" + "DO|FIX" + "ME|X" + "XX)\\b.*";
    List<Path> marked =
        Stream.concat(sources("src/main/java"), sources("src/test/java"))
            .filter(file -> read(file).matches(words))
            .map(ROOT::relativize)
            .toList();

    assertThat(marked).as("sources with a note to do something later").isEmpty();
  }

  /** Java sources under the same folder of every module. */
  private static Stream<Path> sources(String folder) throws IOException {
    List<Path> found = new ArrayList<>();
    try (Stream<Path> modules = Files.list(ROOT)) {
      for (Path module : modules.filter(m -> Files.exists(m.resolve("pom.xml"))).toList()) {
        Path sources = module.resolve(folder);
        if (Files.isDirectory(sources)) {
          try (Stream<Path> files = Files.walk(sources)) {
            files.filter(file -> file.toString().endsWith(".java")).forEach(found::add);
          }
        }
      }
    }
    assertThat(found).as("Java sources under %s", folder).isNotEmpty();
    return found.stream();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
