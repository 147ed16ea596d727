package io.tributary.lake.proof;

import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.RowGroup;

/** Checks that a footer describes a file of its source's table. A pure function. */
final class TableRules {

  private TableRules() {}

  static List<Finding> check(Footer footer, FileRules rules) {
    List<Finding> findings = new ArrayList<>();
    ExpectedSchema schema = ExpectedSchema.of(footer.commitments().source());
    schema
        .differenceFrom(footer.metadata().getSchema())
        .ifPresent(what -> findings.add(new Finding(FindingCode.SCHEMA, what)));
    checkRows(footer, rules, findings);
    List<RowGroup> groups = footer.metadata().getRow_groups();
    for (int i = 0; i < groups.size(); i++) {
      checkChunks(i, groups.get(i), schema, findings);
    }
    return findings;
  }

  private static void checkRows(Footer footer, FileRules rules, List<Finding> findings) {
    long sum = 0;
    int groups = footer.rowGroups();
    for (int i = 0; i < groups; i++) {
      long rows = footer.rowsOf(i);
      boolean last = i == groups - 1;
      if (rows < 1 || rows > rules.rowGroupRows() || (!last && rows != rules.rowGroupRows())) {
        findings.add(
            new Finding(
                FindingCode.ROW_GROUP_ROWS,
                "row group " + i + " of " + groups + " has " + rows + " rows"));
        return;
      }
      sum += rows;
    }
    if (sum < 1 || sum != footer.rows()) {
      findings.add(
          new Finding(
              FindingCode.ROWS, "the file says " + footer.rows() + ", its row groups " + sum));
    }
  }

  private static void checkChunks(
      int index, RowGroup group, ExpectedSchema schema, List<Finding> findings) {
    List<List<String>> paths = new ArrayList<>();
    for (ColumnChunk chunk : group.getColumns()) {
      List<String> path = chunk.getMeta_data().getPath_in_schema();
      paths.add(path);
      CompressionCodec codec = chunk.getMeta_data().getCodec();
      if (codec == CompressionCodec.UNCOMPRESSED) {
        findings.add(
            new Finding(
                FindingCode.UNCOMPRESSED,
                "column " + String.join(".", path) + " of row group " + index));
      }
    }
    if (!paths.equals(schema.leafPaths())) {
      findings.add(
          new Finding(
              FindingCode.CHUNK_COLUMN,
              "row group " + index + " has other columns than the table"));
    }
  }
}
