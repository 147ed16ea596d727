package io.tributary.local.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.ObjectKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What a demo's folder shows to somebody who only looks at its files. */
record DemoTree(Path folder) {

  static final String BUCKET = "tributary-demo";
  static final String AUDIENCE = "tributary-demo";
  static final int NETUID = 13;

  Path lake() {
    return folder.resolve("s3").resolve(BUCKET);
  }

  Path stores() {
    return folder.resolve("stores");
  }

  Path store(String miner) {
    return stores().resolve(miner).resolve("SqliteMinerStorage.sqlite");
  }

  Path expectation() {
    return folder.resolve("expected.json");
  }

  /**
   * Everything that lies in the bucket, by key; fails on what is no file of a miner of the demo.
   */
  TreeMap<String, Path> objects() throws IOException {
    TreeMap<String, Path> objects = new TreeMap<>();
    for (Path file : files(lake())) {
      String key = lake().relativize(file).toString();
      assertThat(ObjectKey.parse(key)).as("an object's key: %s", key).isPresent();
      objects.put(key, file);
    }
    return objects;
  }

  /** Unfinished uploads, complete or not, whether anybody needs them or not. */
  long unfinishedUploads() throws IOException {
    Path uploads = folder.resolve("s3-meta").resolve("uploads");
    if (!Files.isDirectory(uploads)) {
      return 0;
    }
    try (Stream<Path> all = Files.list(uploads)) {
      return all.count();
    }
  }

  /** Complete checkpoints and savepoints, of all runs. */
  long checkpoints() throws IOException {
    return files(folder.resolve("checkpoints")).stream()
        .filter(file -> file.getFileName().toString().equals("_metadata"))
        .count();
  }

  /** Loses all checkpoints and savepoints. */
  void forgetCheckpoints() throws IOException {
    for (Path file : files(folder.resolve("checkpoints"))) {
      Files.delete(file);
    }
  }

  /** Bytes in the logs of a topic, those of open transactions included. */
  long bytesOf(String topic) throws IOException {
    long bytes = 0;
    for (Path file : files(folder.resolve("kafka").resolve("data"))) {
      if (file.toString().endsWith(".log")
          && file.getParent().getFileName().toString().startsWith(topic + "-")) {
        bytes += Files.size(file);
      }
    }
    return bytes;
  }

  /** Files below a folder, while others may delete some. */
  private static List<Path> files(Path below) throws IOException {
    if (!Files.isDirectory(below)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(below)) {
      return all.filter(Files::isRegularFile).toList();
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof NoSuchFileException) {
        return files(below);
      }
      throw e;
    }
  }
}
