package io.tributary.local.verify;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.lake.proof.FileReport;
import io.tributary.lake.proof.Finding;
import io.tributary.local.query.TerminalText;
import io.tributary.local.query.TextTable;
import java.util.ArrayList;
import java.util.List;

/** What was found out about a file, for people and for programs. */
final class FileReportText {

  private static final int WIDEST_DETAIL = 120;

  private FileReportText() {}

  /**
   * Lines for people.
   *
   * @param name of the file as it was asked for
   */
  static List<String> lines(String name, FileReport report) {
    List<String> lines = new ArrayList<>();
    lines.add((report.isSound() ? "PASS  " : "FAIL  ") + TerminalText.of(name));
    report
        .facts()
        .ifPresent(
            facts ->
                lines.add(
                    "      source %s, %d rows in %d row groups, %d bytes, %d leaves"
                        .formatted(
                            facts.source().code(),
                            facts.rows(),
                            facts.rowGroups(),
                            report.sizeBytes(),
                            facts.leaves())));
    if (!report.isSound()) {
      TextTable table = new TextTable(WIDEST_DETAIL, List.of("finding", "detail"));
      for (Finding finding : report.findings()) {
        table.row(List.of(finding.code().name(), finding.detail()));
      }
      table.lines().forEach(line -> lines.add("      " + line));
    }
    return lines;
  }

  /** One JSON object. */
  static String json(String name, FileReport report) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.put("file", name);
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
