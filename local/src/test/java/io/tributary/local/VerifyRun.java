package io.tributary.local;

import io.tributary.local.command.Streams;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;

/** Runs {@code Verify} on streams in memory. */
public final class VerifyRun {

  private VerifyRun() {}

  /** Exit code, a blank, and what was said. */
  public static String run(String[] arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    StringWriter err = new StringWriter();
    Streams streams =
        new Streams(new ByteArrayInputStream(new byte[0]), out, new PrintWriter(err, true));
    int code =
        Verify.commandLine(streams)
            .setOut(new PrintWriter(out, true, StandardCharsets.UTF_8))
            .execute(arguments);
    return code + " " + out.toString(StandardCharsets.UTF_8) + err;
  }
}
