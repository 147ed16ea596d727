package io.tributary.local.demo.report;

/**
 * How far a demo is, at one moment. Immutable.
 *
 * @param stage what is going on, in a few words
 * @param total records to feed, 0 while unknown
 * @param fed records handed to Kafka
 * @param received records that the job has read
 * @param accepted records that were the first of their key
 * @param duplicate records whose key somebody had already
 * @param rejected refused records
 * @param rows rows in committed files
 * @param files committed files
 * @param bytes bytes of committed files
 */
public record DemoProgress(
    String stage,
    long total,
    long fed,
    long received,
    long accepted,
    long duplicate,
    long rejected,
    long rows,
    long files,
    long bytes) {

  /** A stage before anything is counted, such as the start of servers. */
  public static DemoProgress starting(String stage) {
    return new DemoProgress(stage, 0, 0, 0, 0, 0, 0, 0, 0, 0);
  }

  /** These counts under another stage. */
  public DemoProgress in(String other) {
    return new DemoProgress(
        other, total, fed, received, accepted, duplicate, rejected, rows, files, bytes);
  }
}
