package io.tributary.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checking needs no class of Flink at run time. */
class VerifyTest {

  @TempDir Path folder;

  @Test
  void checksOnAClassPathWithoutFlink() throws Exception {
    String path =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    List<URL> urls = new ArrayList<>();
    for (String entry : path.split(File.pathSeparator, -1)) {
      if (!new File(entry).getName().startsWith("flink-")) {
        urls.add(new File(entry).toURI().toURL());
      }
    }
    Path file = Files.writeString(folder.resolve("file"), "no file of the lake");
    try (URLClassLoader bare =
        new URLClassLoader(urls.toArray(new URL[0]), ClassLoader.getPlatformClassLoader())) {
      assertThatThrownBy(() -> bare.loadClass("org.apache.flink.configuration.Configuration"))
          .isInstanceOf(ClassNotFoundException.class)
          .hasMessageContaining("org.apache.flink.configuration.Configuration");
      assertThat(run(bare, file.toString())).startsWith("1 FAIL  " + file).contains("NOT_PARQUET");
      // Kafka's client comes in, and finds nobody.
      String verdict = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY@1";
      assertThat(run(bare, verdict, "--bootstrap", "nobody.invalid:1"))
          .startsWith("1 tributary: Kafka at nobody.invalid:1 cannot be read: ");
      assertThat(run(bare, "--help")).startsWith("0 ").contains("s3://BUCKET/PREFIX");
    }
  }

  private static String run(ClassLoader loader, String... arguments) throws Exception {
    return (String)
        loader
            .loadClass("io.tributary.local.VerifyRun")
            .getMethod("run", String[].class)
            .invoke(null, (Object) arguments);
  }
}
