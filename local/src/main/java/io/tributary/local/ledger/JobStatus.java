package io.tributary.local.ledger;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.local.query.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a ledger holds, as a table for people and as JSON for programs. */
public final class JobStatus {

  private static final int WIDEST_CELL = 60;

  private final JobLedger ledger;
  private final Optional<Long> accepted;

  /**
   * Of a ledger that has caught up.
   *
   * @param accepted records that the running job has accepted so far, if it was asked
   */
  public JobStatus(JobLedger ledger, Optional<Long> accepted) {
    this.ledger = ledger;
    this.accepted = accepted;
  }

  /** Accepted rows that are not in a committed file yet; parked ones are among them. */
  private Optional<Long> waiting() {
    return accepted.map(all -> Math.max(0, all - ledger.rows()));
  }

  /** For people. */
  public List<String> lines() {
    TextTable table =
        new TextTable(
            WIDEST_CELL, List.of("miner", ">files", ">rows", ">MB", ">duplicates", ">refused"));
    for (MinerTally miner : ledger.miners()) {
      table.row(
          List.of(
              miner.hotkey(),
              number(miner.files()),
              number(miner.rows()),
              String.format(Locale.ROOT, "%,.1f", miner.bytes() / 1e6),
              number(miner.duplicates()),
              number(miner.rejectedTotal())));
    }
    List<String> lines = new ArrayList<>(table.lines());
    lines.add(
        "committed: %s rows in %s files, %,.1f MB"
            .formatted(number(ledger.rows()), number(ledger.files()), ledger.bytes() / 1e6));
    waiting().ifPresent(rows -> lines.add("waiting: " + number(rows) + " accepted rows"));
    lines.add("duplicates: " + number(ledger.duplicates()));
    lines.add("refused records: " + number(ledger.rejected()) + told(recordReasons()));
    lines.add(
        "refused batches: " + number(ledger.refusedBatches()) + told(ledger.refusedBatchReasons()));
    if (!ledger.withdrawn().isEmpty()) {
      lines.add(
          "withdrawn: %s rows in %s files, by a rewind of the job"
              .formatted(number(withdrawnRows()), number(ledger.withdrawn().size())));
    }
    lines.add("parked files: " + number(ledger.parked().size()));
    ledger.parked().forEach((key, reason) -> lines.add("  " + reason + "  " + key));
    return lines;
  }

  private long withdrawnRows() {
    return ledger.withdrawn().values().stream().mapToLong(Long::longValue).sum();
  }

  private Map<String, Long> recordReasons() {
    Map<String, Long> reasons = new TreeMap<>();
    for (MinerTally miner : ledger.miners()) {
      miner.rejected().forEach((reason, count) -> reasons.merge(reason, count, Long::sum));
    }
    return reasons;
  }

  private static String told(Map<String, Long> reasons) {
    List<String> each = new ArrayList<>();
    reasons.forEach((reason, count) -> each.add(reason + " " + number(count)));
    return each.isEmpty() ? "" : " (" + String.join(", ", each) + ")";
  }

  private static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /** For programs: one object, in one line. */
  public String json() {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.put("files", ledger.files()).put("rows", ledger.rows()).put("bytes", ledger.bytes());
    accepted.ifPresent(all -> answer.put("accepted", all));
    waiting().ifPresent(rows -> answer.put("waiting", rows));
    answer.put("duplicate", ledger.duplicates()).put("rejected", ledger.rejected());
    answer.put("refusedBatches", ledger.refusedBatches());
    recordReasons().forEach(answer.putObject("rejectedReasons")::put);
    ledger.refusedBatchReasons().forEach(answer.putObject("refusedBatchReasons")::put);
    answer.put("withdrawnFiles", (long) ledger.withdrawn().size());
    answer.put("withdrawnRows", withdrawnRows());
    ArrayNode parked = answer.putArray("parked");
    ledger
        .parked()
        .forEach((key, reason) -> parked.addObject().put("key", key).put("reason", reason));
    ArrayNode miners = answer.putArray("miners");
    for (MinerTally miner : ledger.miners()) {
      ObjectNode one = miners.addObject();
      one.put("hotkey", miner.hotkey()).put("files", miner.files()).put("rows", miner.rows());
      one.put("bytes", miner.bytes()).put("duplicate", miner.duplicates());
      miner.rejected().forEach(one.putObject("rejected")::put);
    }
    return answer.toString();
  }
}
