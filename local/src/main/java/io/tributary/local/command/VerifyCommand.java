package io.tributary.local.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.lake.proof.FileReport;
import io.tributary.lake.proof.FileVerifier;
import io.tributary.lake.proof.Finding;
import io.tributary.local.query.TextTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code verify}: whether files are what their commitments say. */
@Command(
    name = "verify",
    header = "Check files of the lake against their own commitments.",
    description = {
      "Reads every byte of each file: its name, its tail, every leaf, its layout and its table.",
      "Ends with 1 if any file fails; docs/formats.md lists the findings."
    })
public final class VerifyCommand implements Callable<Integer> {

  private static final int WIDEST_DETAIL = 120;

  @Parameters(paramLabel = "FILE", arity = "1..*", description = "Files to check.")
  private List<Path> files;

  @Option(names = "--json", description = "Answer one JSON object a file and line.")
  private boolean json;

  private final Streams streams;

  public VerifyCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() throws IOException {
    boolean allSound = true;
    for (Path file : files) {
      FileReport report = FileVerifier.verify(file);
      allSound &= report.isSound();
      if (json) {
        streams.line(toJson(report));
      } else {
        print(report);
      }
    }
    return allSound ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private void print(FileReport report) throws IOException {
    streams.line((report.isSound() ? "PASS  " : "FAIL  ") + report.file());
    if (report.facts().isPresent()) {
      FileReport.Facts facts = report.facts().get();
      streams.line(
          "      source %s, %d rows in %d row groups, %d bytes, %d leaves"
              .formatted(
                  facts.source().code(),
                  facts.rows(),
                  facts.rowGroups(),
                  report.sizeBytes(),
                  facts.leaves()));
    }
    if (!report.isSound()) {
      TextTable table = new TextTable(WIDEST_DETAIL, List.of("finding", "detail"));
      for (Finding finding : report.findings()) {
        table.row(List.of(finding.code().name(), finding.detail()));
      }
      for (String line : table.lines()) {
        streams.line("      " + line);
      }
    }
  }

  private static String toJson(FileReport report) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.put("file", report.file().toString());
    answer.put("verdict", report.isSound() ? "PASS" : "FAIL");
    answer.put("sizeBytes", report.sizeBytes());
    report.wholeDigest().ifPresent(digest -> answer.put("sha256", digest.hex()));
    report
        .facts()
        .ifPresent(
            facts -> {
              answer.put("source", facts.source().code());
              answer.put("rows", facts.rows());
              answer.put("rowGroups", facts.rowGroups());
              answer.put("dataLength", facts.dataLength());
              answer.put("leaves", facts.leaves());
              answer.put("tailDigest", facts.tailDigest().hex());
            });
    ArrayNode findings = answer.putArray("findings");
    for (Finding finding : report.findings()) {
      findings.addObject().put("code", finding.code().name()).put("detail", finding.detail());
    }
    return answer.toString();
  }
}
