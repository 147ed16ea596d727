package io.tributary.lake.check;

import io.tributary.lake.draw.LeafCount;
import io.tributary.lake.threshold.ContentOptions;
import io.tributary.lake.threshold.ShareLimits;
import io.tributary.lake.verdict.ContentCounts;
import io.tributary.lake.verdict.VerdictFinding;
import io.tributary.lake.verdict.VerdictReason;
import java.util.ArrayList;
import java.util.List;

/**
 * What the examined files of a miner say together: shares over all of its rows, repeats across its
 * files, and what an oracle answered. The order of the files makes no difference. Not thread-safe.
 */
public final class MinerContent {

  private final ContentOptions options;
  private final ItemSample items;
  private ContentTally tally = ContentTally.NONE;
  private long oracleChecked;
  private long oraclePassed;

  /** A miner of whom no file was examined yet. */
  public MinerContent(ContentOptions options, ItemSalt salt) {
    this.options = options;
    items = new ItemSample(salt, options.sampledItems());
  }

  /** Adds what the challenge of a file counted. */
  public void add(ContentTally ofFile, ItemSample itemsOfFile) {
    tally = tally.plus(ofFile);
    items.merge(itemsOfFile);
  }

  /** Adds what an oracle answered to rows of the miner. */
  public void addAnswers(List<RowOracle.Answer> answers) {
    for (RowOracle.Answer answer : answers) {
      oracleChecked += answer == RowOracle.Answer.UNKNOWN ? 0 : 1;
      oraclePassed += answer == RowOracle.Answer.CONFIRMED ? 1 : 0;
    }
  }

  /** What concerns no single file. Copies of other miners' items are {@link CrossMiners}'s. */
  public List<VerdictFinding> findings() {
    ShareLimits shares = options.shares();
    List<VerdictFinding> findings = new ArrayList<>();
    if (ShareLimits.isAbove(items.rowsElsewhere(), items.rows(), shares.mostAcrossFiles())) {
      findings.add(
          finding(
              VerdictReason.DUPLICATE_ACROSS_FILES,
              items.rowsElsewhere(),
              items.rows(),
              "repeat an item of another file"));
    }
    if (ShareLimits.isBelow(items.size(), items.rows(), shares.leastDistinct())) {
      findings.add(
          finding(
              VerdictReason.FEW_DISTINCT_IDS,
              items.size(),
              items.rows(),
              "have an item of their own"));
    }
    if (ShareLimits.isClearlyAbove(tally.withoutUser(), tally.rows(), shares.mostWithoutUser())) {
      findings.add(
          finding(
              VerdictReason.FIELDS_MISSING,
              tally.withoutUser(),
              tally.rows(),
              "have no user name"));
    }
    if (ShareLimits.isClearlyAbove(
        tally.xRows() - tally.xWithViews(),
        tally.xRows(),
        LeafCount.MILLION - shares.leastWithViews())) {
      findings.add(
          finding(
              VerdictReason.FIELDS_MISSING,
              tally.xWithViews(),
              tally.xRows(),
              "of X have a view count"));
    }
    if (ShareLimits.isClearlyAbove(tally.blank(), tally.rows(), shares.mostBlank())) {
      findings.add(
          finding(VerdictReason.CONTENT_BLANK, tally.blank(), tally.rows(), "show nothing"));
    }
    if (oracleChecked >= options.leastOracleRows()
        && ShareLimits.isBelow(oraclePassed, oracleChecked, shares.leastConfirmed())) {
      findings.add(
          finding(VerdictReason.NOT_CONFIRMED, oraclePassed, oracleChecked, "were confirmed"));
    }
    return findings;
  }

  /** What the score counts. */
  public ContentCounts counts() {
    return new ContentCounts(
        tally.idRowsClaimed(), tally.idRowsPresent(), oracleChecked, oraclePassed);
  }

  /** The items of all examined rows, to compare with other miners'. */
  public ItemSample items() {
    return items;
  }

  private static VerdictFinding finding(VerdictReason reason, long part, long whole, String what) {
    return VerdictFinding.of(reason, part + " of " + whole + " examined rows " + what);
  }
}
