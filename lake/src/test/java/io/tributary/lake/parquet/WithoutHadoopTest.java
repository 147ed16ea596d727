package io.tributary.lake.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Encoding and verifying need no class of Hadoop at run time. */
class WithoutHadoopTest {

  @TempDir Path folder;

  @Test
  void encodesAndVerifiesOnAClassPathWithoutHadoop() throws Exception {
    String path =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    List<URL> urls = new ArrayList<>();
    for (String entry : path.split(File.pathSeparator, -1)) {
      if (!new File(entry).getName().startsWith("hadoop-client")) {
        urls.add(new File(entry).toURI().toURL());
      }
    }
    try (URLClassLoader bare =
        new URLClassLoader(urls.toArray(new URL[0]), ClassLoader.getPlatformClassLoader())) {
      assertThatThrownBy(() -> bare.loadClass("org.apache.hadoop.conf.Configuration"))
          .isInstanceOf(ClassNotFoundException.class)
          .hasMessageContaining("org.apache.hadoop.conf.Configuration");
      Object answer =
          bare.loadClass("io.tributary.lake.parquet.EncodeAndVerify")
              .getMethod("run", Path.class)
              .invoke(null, folder);
      assertThat(answer).isEqualTo("[]");
    }
  }
}
