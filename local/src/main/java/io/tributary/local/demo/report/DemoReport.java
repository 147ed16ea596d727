package io.tributary.local.demo.report;

import io.tributary.local.demo.validate.ValidationFigures;
import io.tributary.local.query.LakeFiles;
import io.tributary.local.query.LakeFiles.LakeFile;
import io.tributary.local.query.LakeQuery;
import io.tributary.local.query.QueryException;
import io.tributary.local.query.Sql;
import io.tributary.local.query.TextTable;
import io.tributary.schemas.SourceId;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Prints the end of a demo: figures per miner, reasons of refusal, a look at the lake by SQL. */
public final class DemoReport {

  private static final int MINERS_SHOWN = 24;
  private static final int NAME_WIDTH = 12;
  private static final int REASON_WIDTH = 18;
  private static final int CELL = 44;
  private static final int FOUND_WIDTH = 36;

  private final PrintStream out;

  /**
   * @param out where everything goes; usually {@code System.err}
   */
  public DemoReport(PrintStream out) {
    this.out = out;
  }

  /** The table of miners, at most 100 columns wide, then the reasons of all refusals. */
  public void figures(DemoFigures figures) {
    TextTable table =
        new TextTable(
            REASON_WIDTH,
            List.of(
                "miner",
                ">received",
                ">accepted",
                ">duplicate",
                ">rejected",
                "most often",
                ">files",
                ">bytes",
                ">B/row"));
    List<MinerFigures> miners = figures.miners();
    miners.stream().limit(MINERS_SHOWN).forEach(m -> table.row(cells(m, topReason(m))));
    if (miners.size() > MINERS_SHOWN) {
      List<MinerFigures> rest = miners.subList(MINERS_SHOWN, miners.size());
      table.row(cells(sum(rest.size() + " more", rest), ""));
    }
    table.row(cells(sum("all", miners), ""));
    out.println();
    table.lines().forEach(out::println);
    String reasons =
        figures.rejectedByReason().entrySet().stream()
            .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
            .map(e -> e.getKey() + " " + count(e.getValue()))
            .collect(Collectors.joining(" · "));
    out.println();
    wrapped("Rejected: " + (reasons.isEmpty() ? "none" : reasons));
    if (figures.refusedBatches() > 0) {
      out.println("Refused batches: " + count(figures.refusedBatches()));
    }
  }

  /**
   * What keeping credentials saved in this run.
   *
   * @param uses how often the sink needed some
   * @param calls how often it asked the authentication service
   */
  public void credentials(long uses, long calls) {
    out.println(
        "Credentials: "
            + count(uses)
            + " uses, "
            + count(calls)
            + " asked of the authentication service, "
            + count(uses - calls)
            + " calls saved");
  }

  /** What the verdicts of this run say, and what they rest on. */
  public void validation(ValidationFigures verdicts) {
    TextTable table =
        new TextTable(
            FOUND_WIDTH,
            List.of(">epoch", "miner", "done to it", "verdict", "found", ">read", ">of"));
    verdicts.lines().stream()
        .filter(line -> !line.done().isEmpty() || !line.found().isEmpty())
        .limit(MINERS_SHOWN)
        .forEach(line -> table.row(cells(line)));
    out.println();
    out.println("── Validation: two epochs, before and after harm was done to the lake");
    table.lines().forEach(line -> out.println("   " + line));
    long quiet =
        verdicts.lines().stream()
            .filter(line -> line.done().isEmpty() && line.found().isEmpty())
            .count();
    out.println(
        "   "
            + count(quiet)
            + " other verdicts found nothing; all harm is undone. Of the folder so far: "
            + count(verdicts.pass())
            + " passed, "
            + count(verdicts.fail())
            + " failed, "
            + count(verdicts.noEvidence())
            + " without evidence");
  }

  private static List<String> cells(ValidationFigures.Line line) {
    return List.of(
        Long.toString(line.epoch()),
        line.miner(),
        line.done().isEmpty() ? "·" : line.done(),
        line.outcome(),
        line.found().isEmpty() ? "·" : line.found(),
        ByteSizes.shown(line.bytesRead()),
        ByteSizes.shown(line.setBytes()));
  }

  /**
   * A look at the data and at how it is stored.
   *
   * @param lake the bucket's folder, which holds {@code data}
   */
  public void look(Path lake) throws QueryException {
    try (LakeQuery query = LakeQuery.open(lake)) {
      if (query.files().isEmpty()) {
        out.println("The lake is empty.");
        return;
      }
      show(query, "Rows a day, the last days", DemoQueries.DAYS);
      show(query, "Most used hashtags and communities", DemoQueries.LABELS);
      show(query, "Languages on X", DemoQueries.LANGUAGES);
      show(query, "Some rows", DemoQueries.SAMPLE);
      show(query, "Storage", storage(query.files()));
    }
  }

  private static String storage(List<LakeFile> files) {
    return DemoQueries.storage(
        Sql.files(LakeFiles.of(SourceId.X, files)),
        Sql.files(LakeFiles.of(SourceId.REDDIT, files)));
  }

  private void show(LakeQuery query, String title, String sql) throws QueryException {
    out.println();
    out.println("── " + title);
    query.table(sql, CELL).forEach(line -> out.println("   " + line));
  }

  private static List<String> cells(MinerFigures m, String reason) {
    String name = m.name();
    return List.of(
        name.length() > NAME_WIDTH ? name.substring(0, NAME_WIDTH - 1) + "…" : name,
        count(m.received()),
        count(m.accepted()),
        count(m.duplicate()),
        count(m.rejectedTotal()),
        reason,
        count(m.files()),
        ByteSizes.shown(m.bytes()),
        m.rows() == 0 ? "·" : count(Math.round((double) m.bytes() / m.rows())));
  }

  private static String topReason(MinerFigures miner) {
    return miner.rejected().entrySet().stream()
        .filter(e -> e.getValue() > 0)
        .min(
            Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .map(Map.Entry::getKey)
        .orElse("");
  }

  private static MinerFigures sum(String name, List<MinerFigures> miners) {
    DemoFigures all = new DemoFigures(miners, 0, 0);
    return new MinerFigures(
        name,
        "",
        all.received(),
        all.accepted(),
        all.duplicate(),
        all.rejectedByReason(),
        all.files(),
        all.rows(),
        all.bytes());
  }

  /** Breaks a list at its separators, so that lines stay within 98 columns. */
  private void wrapped(String text) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String part : text.split(" · ", -1)) {
      if (!line.isEmpty() && line.length() + part.length() > 92) {
        lines.add(line + " ·");
        line = new StringBuilder("  ");
      } else if (!line.isEmpty()) {
        line.append(" · ");
      }
      line.append(part);
    }
    lines.add(line.toString());
    lines.forEach(out::println);
  }

  private static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
