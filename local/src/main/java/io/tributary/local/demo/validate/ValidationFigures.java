package io.tributary.local.demo.validate;

import java.util.List;

/**
 * What came of the validation, for people and programs. Immutable.
 *
 * @param pass verdicts of the folder so far that passed
 * @param fail that failed
 * @param noEvidence that decided nothing
 * @param lines a line for each verdict of this run
 */
public record ValidationFigures(long pass, long fail, long noEvidence, List<Line> lines) {

  /**
   * A verdict.
   *
   * @param epoch which epoch
   * @param miner name of the miner
   * @param done what was done to it before; empty if nothing
   * @param outcome what the verdict says of the miner
   * @param found reasons with their parties; empty if nothing was found
   * @param bytesRead for the verdict
   * @param setBytes of all files of the miner
   */
  public record Line(
      long epoch,
      String miner,
      String done,
      String outcome,
      String found,
      long bytesRead,
      long setBytes) {}

  /** Copies the list. */
  public ValidationFigures {
    lines = List.copyOf(lines);
  }

  /** As the demo's last line has it. */
  public String toJson() {
    return "{\"pass\":" + pass + ",\"fail\":" + fail + ",\"noEvidence\":" + noEvidence + "}";
  }
}
