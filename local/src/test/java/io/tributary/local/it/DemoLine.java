package io.tributary.local.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;

/** The line of figures that the demo ends its standard output with. */
record DemoLine(
    long received, long accepted, long duplicate, long rejected, long refusedBatches, long rows) {

  /** Reads the last line; fails if its sums do not hold. */
  static DemoLine of(String output) throws IOException {
    List<String> lines = output.lines().toList();
    assertThat(lines).as("lines on standard output").isNotEmpty();
    JsonNode json = new ObjectMapper().readTree(lines.get(lines.size() - 1));
    DemoLine line =
        new DemoLine(
            json.required("received").longValue(),
            json.required("accepted").longValue(),
            json.required("duplicate").longValue(),
            json.required("rejected").longValue(),
            json.required("refusedBatches").longValue(),
            json.required("rows").longValue());
    assertThat(line.received())
        .as("received = accepted + duplicate + rejected: %s", line)
        .isEqualTo(line.accepted() + line.duplicate() + line.rejected());
    assertThat(line.rows()).as("rows = accepted: %s", line).isEqualTo(line.accepted());
    return line;
  }
}
