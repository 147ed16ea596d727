package io.tributary.jobs.validate;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.lake.verdict.VerdictFinding;
import io.tributary.lake.verdict.VerdictReason;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FindingsTest {

  @Test
  void noReasonIsLostBehindMany() {
    List<VerdictFinding> all = new ArrayList<>();
    for (int i = 0; i < 5000; i++) {
      all.add(new VerdictFinding(VerdictReason.MANIFEST_MISSING, "object " + i));
    }
    all.add(new VerdictFinding(VerdictReason.CLAIMS_IMPOSSIBLE, "a file"));
    List<VerdictFinding> bounded = Findings.bounded(all);
    assertThat(bounded).hasSize(1 + Findings.OF_A_REASON + 1);
    assertThat(bounded.get(0)).isEqualTo(all.get(5000));
    assertThat(bounded.get(1)).isEqualTo(all.get(0));
    assertThat(bounded.get(bounded.size() - 1).detail()).isEqualTo("4968 more");
    assertThat(Findings.bounded(List.of())).isEmpty();
  }
}
