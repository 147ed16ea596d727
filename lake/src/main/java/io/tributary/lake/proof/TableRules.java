package io.tributary.lake.proof;

import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Type;

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
    List<Type> types = new ArrayList<>();
    for (ColumnChunk chunk : group.getColumns()) {
      ColumnMetaData column = chunk.getMeta_data();
      paths.add(column.getPath_in_schema());
      types.add(column.getType());
      String what = "column " + String.join(".", column.getPath_in_schema()) + " of row group ";
      if (column.getCodec() == CompressionCodec.UNCOMPRESSED) {
        findings.add(new Finding(FindingCode.UNCOMPRESSED, what + index));
      }
      if (column.isSetStatistics()) {
        StatisticsRules.wrong(column)
            .ifPresent(
                wrong ->
                    findings.add(new Finding(FindingCode.STATISTICS, what + index + ": " + wrong)));
      }
    }
    if (!paths.equals(schema.leafPaths()) || !types.equals(schema.leafTypes())) {
      findings.add(
          new Finding(
              FindingCode.CHUNK_COLUMN,
              "row group " + index + " has other columns than the table"));
    }
  }
}
