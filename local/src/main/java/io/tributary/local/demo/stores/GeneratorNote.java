package io.tributary.local.demo.stores;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Properties;

/** What a folder was filled with, kept beside the stores as Java properties. Immutable. */
record GeneratorNote(GeneratorOptions options, Instant base) {

  static final String FILE = "generator.properties";

  void write(Path file) throws IOException {
    Files.write(
        file,
        List.of(
            "version=1",
            "miners=" + options.miners(),
            "records=" + options.records(),
            "seed=" + options.seed(),
            "baseTime=" + base));
  }

  static GeneratorNote read(Path file) throws IOException {
    Properties properties = new Properties();
    try (InputStream in = Files.newInputStream(file)) {
      properties.load(in);
    }
    try {
      return new GeneratorNote(
          new GeneratorOptions(
              Integer.parseInt(properties.getProperty("miners", "")),
              Integer.parseInt(properties.getProperty("records", "")),
              Long.parseLong(properties.getProperty("seed", ""))),
          Instant.parse(properties.getProperty("baseTime", "")));
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new IOException(file + " is damaged (" + e.getMessage() + "); use another --dir", e);
    }
  }

  void requireSame(GeneratorOptions wanted, Path folder) throws IOException {
    if (!options.equals(wanted)) {
      throw new IOException(
          folder
              + " was generated with --miners "
              + options.miners()
              + " --records "
              + options.records()
              + " --seed "
              + options.seed()
              + "; use these again or another --dir");
    }
  }
}
