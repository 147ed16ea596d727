package io.tributary.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditFileTest {

  @TempDir private Path folder;
  private Instant now = Instant.parse("2026-03-01T23:59:59Z");

  @Test
  void eachDayHasItsFileForTheOwnerOnly() throws Exception {
    Path audit = folder.resolve("audit");
    try (AuditFile file = new AuditFile(audit, () -> now)) {
      file.accept("one");
      assertThat(audit.resolve("audit-20260301.jsonl")).hasContent("one\n");
      now = now.plusSeconds(1);
      file.accept("two");
    }
    try (AuditFile again = new AuditFile(audit, () -> now)) {
      again.accept("drei \u00e4");
    }
    assertThat(audit.resolve("audit-20260301.jsonl")).hasContent("one\n");
    Path second = audit.resolve("audit-20260302.jsonl");
    assertThat(Files.readString(second)).isEqualTo("two\ndrei \u00e4\n");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(second)))
        .isEqualTo("rw-------");
  }

  @Test
  void aLineThatCannotBeWrittenGoesToTheLog() throws Exception {
    Files.createDirectories(folder.resolve("audit-20260301.jsonl"));
    PrintStream before = System.err;
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
    try (AuditFile file = new AuditFile(folder, () -> now)) {
      file.accept("{\"outcome\":\"GRANTED\"}");
    } finally {
      System.setErr(before);
    }
    assertThat(log.toString(StandardCharsets.UTF_8))
        .contains("could not be added", "{\"outcome\":\"GRANTED\"}");
  }
}
