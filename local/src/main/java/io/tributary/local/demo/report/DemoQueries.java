package io.tributary.local.demo.report;

/** The queries by which a demo shows its lake. */
final class DemoQueries {

  static final String DAYS =
      "SELECT strftime(datetime, '%Y-%m-%d') AS day, count(*) FILTER (source = 2) AS x,"
          + " count(*) FILTER (source = 1) AS reddit, count(DISTINCT miner_hotkey) AS miners"
          + " FROM (SELECT datetime, source, miner_hotkey FROM x UNION ALL"
          + " SELECT datetime, source, miner_hotkey FROM reddit)"
          + " GROUP BY day ORDER BY day DESC LIMIT 7";

  static final String LABELS =
      "SELECT t.label AS hashtag, t.n AS posts, t.views, r.label AS community, r.n AS items,"
          + " r.score FROM"
          + " (SELECT label, count(*) AS n, sum(view_count)::BIGINT AS views,"
          + " row_number() OVER (ORDER BY count(*) DESC, label) AS place FROM x"
          + " WHERE label IS NOT NULL GROUP BY label) t FULL JOIN"
          + " (SELECT label, count(*) AS n, sum(score)::BIGINT AS score,"
          + " row_number() OVER (ORDER BY count(*) DESC, label) AS place FROM reddit"
          + " WHERE label IS NOT NULL GROUP BY label) r USING (place)"
          + " ORDER BY place LIMIT 6";

  static final String LANGUAGES =
      "SELECT coalesce(language, '(none)') AS language, count(*) AS posts,"
          + " round(avg(length(text)), 1) AS signs, any_value(text ORDER BY tweet_id)"
          + " FILTER (text <> '') AS example"
          + " FROM x GROUP BY language ORDER BY posts DESC, language LIMIT 8";

  static final String SAMPLE =
      "(SELECT 'x' AS source, strftime(datetime, '%m-%d %H:%M') AS time, username, text,"
          + " view_count AS n FROM x ORDER BY view_count DESC NULLS LAST, tweet_id LIMIT 4)"
          + " UNION ALL BY NAME (SELECT 'reddit' AS source,"
          + " strftime(datetime, '%m-%d %H:%M') AS time, username,"
          + " coalesce(title, body) AS text, score AS n"
          + " FROM reddit ORDER BY score DESC NULLS LAST, id LIMIT 4)";

  private DemoQueries() {}

  /** Files, row groups and compression, by source, from the files' footers. */
  static String storage(String xFiles, String redditFiles) {
    return one("x", xFiles) + " UNION ALL " + one("reddit", redditFiles);
  }

  private static String one(String source, String files) {
    if (files.equals("[]")) {
      return "SELECT '" + source + "', 0, 0, 0, NULL, NULL, NULL, NULL";
    }
    return "SELECT '"
        + source
        + "' AS source, count(DISTINCT file_name) AS files,"
        + " count(DISTINCT (file_name, row_group_id)) AS row_groups,"
        + " sum(row_group_num_rows) FILTER (column_id = 0)::BIGINT AS rows,"
        + " round(sum(total_uncompressed_size) / 1048576, 2) AS plain_mib,"
        + " round(sum(total_compressed_size) / 1048576, 2) AS stored_mib,"
        + " round(sum(total_uncompressed_size) / sum(total_compressed_size), 2) AS ratio,"
        + " string_agg(DISTINCT compression, ', ') AS codec"
        + " FROM parquet_metadata("
        + files
        + ")";
  }
}
