package io.tributary.auth.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

/** What goes to Lambda: small, whole, and nothing that only tests or the server need. */
class LambdaZipIT {

  private static final Path ZIP = Path.of("target/tributary-auth-lambda.zip");

  @Test
  void isSmallAndSomeOfIt() throws IOException {
    assertThat(Files.size(ZIP)).isLessThan(20_000_000);
    assertThat(names())
        .contains("simplelogger.properties", "META-INF/LICENSE.md")
        .anyMatch(name -> name.matches("lib/tributary-auth-.*\\.jar"))
        .anyMatch(name -> name.matches("lib/dynamodb-.*\\.jar"))
        .anyMatch(name -> name.matches("lib/org-crac-.*\\.jar"))
        .anyMatch(name -> name.matches("lib/slf4j-simple-.*\\.jar"));
  }

  @Test
  void holdsNoServerNoTestsAndNoKeys() throws IOException {
    assertThat(names())
        .noneMatch(name -> name.matches("lib/(jetty|junit|assertj|jqwik|netty|apache5|log4j).*"))
        .noneMatch(name -> name.matches("lib/(avro|parquet|zstd|bcprov).*"))
        .noneMatch(name -> name.matches("(?i).*\\.(key|pem|p12|jks|json|env|SF|RSA|grant)"));
    assertThat(ownClasses())
        .contains("io/tributary/auth/lambda/AccessHandler.class")
        .noneMatch(name -> name.matches(".*(Test|IT|World)(\\$.*)?\\.class"));
  }

  @Test
  void isTheSameFromTheSameSources() throws IOException {
    try (ZipFile zip = new ZipFile(ZIP.toFile())) {
      assertThat(zip.stream().map(ZipEntry::getTimeLocal).distinct()).hasSize(1);
    }
  }

  private static List<String> names() throws IOException {
    try (ZipFile zip = new ZipFile(ZIP.toFile())) {
      return zip.stream().map(ZipEntry::getName).toList();
    }
  }

  /** What is in the jars of this project. */
  private static List<String> ownClasses() throws IOException {
    List<String> names = new ArrayList<>();
    try (ZipFile zip = new ZipFile(ZIP.toFile())) {
      for (ZipEntry jar :
          zip.stream().filter(entry -> entry.getName().startsWith("lib/tributary-")).toList()) {
        try (InputStream bytes = zip.getInputStream(jar);
            ZipInputStream classes = new ZipInputStream(bytes)) {
          for (ZipEntry one = classes.getNextEntry(); one != null; one = classes.getNextEntry()) {
            names.add(one.getName());
          }
        }
      }
    }
    return names;
  }
}
