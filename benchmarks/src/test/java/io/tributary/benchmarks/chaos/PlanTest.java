package io.tributary.benchmarks.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.benchmarks.chaos.Action.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PlanTest {

  private static int kills(Plan plan) {
    return plan.steps().stream().mapToInt(step -> step.action().kills(3)).sum();
  }

  private static List<Action> of(Plan plan, Kind kind) {
    return plan.steps().stream().map(Step::action).filter(a -> a.kind() == kind).toList();
  }

  private static List<Action> all(Kind kind) {
    return Arrays.stream(Action.values()).filter(a -> a.kind() == kind).toList();
  }

  @Test
  void aSeedGivesOnePlan() {
    assertThat(Plan.of(7, 90, 3, new Random(5))).isEqualTo(Plan.of(7, 90, 3, new Random(5)));
    assertThat(Plan.of(7, 90, 3, new Random(5))).isNotEqualTo(Plan.of(7, 90, 3, new Random(6)));
  }

  @Test
  void aLongRunHasEveryKindAndMoment() {
    Plan plan = Plan.of(20, 200, 3, new Random(1));

    assertThat(kills(plan)).isEqualTo(20);
    assertThat(of(plan, Kind.KILL)).containsAll(all(Kind.KILL));
    assertThat(of(plan, Kind.DISTURBANCE)).containsAll(all(Kind.DISTURBANCE));
    assertThat(of(plan, Kind.BURST)).containsAll(all(Kind.BURST));
    assertThat(plan.steps()).extracting(Step::moment).contains(Moment.values());
    assertThat(plan.steps()).extracting(Step::taskManager).containsOnly(0, 1, 2);
  }

  @Test
  void disturbancesGrowWithKillsAndBurstsWithFaults() {
    Plan plan = Plan.of(100, 1000, 3, new Random(1));

    assertThat(kills(plan)).isEqualTo(100);
    assertThat(of(plan, Kind.DISTURBANCE)).hasSize(34);
    assertThat(of(plan, Kind.BURST)).hasSize(40);
  }

  @Test
  void aShortRunHasFewOfAll() {
    Plan plan = Plan.of(3, 50, 3, new Random(1));

    assertThat(of(plan, Kind.KILL))
        .containsExactlyInAnyOrder(
            Action.KILL_TASK_MANAGER, Action.KILL_JOB_MANAGER, Action.KILL_TASK_MANAGER);
    assertThat(of(plan, Kind.DISTURBANCE)).hasSize(1);
    assertThat(of(plan, Kind.BURST)).hasSize(2);
  }

  @Test
  void killsAreExactWhateverTheirNumber() {
    for (int kills = 0; kills < 40; kills++) {
      assertThat(kills(Plan.of(kills, 0, 3, new Random(kills)))).isEqualTo(kills);
    }
  }
}
