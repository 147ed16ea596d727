package io.tributary.benchmarks.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PlanTest {

  @Test
  void aSeedGivesOnePlan() {
    assertThat(Plan.of(7, 9, 2, new Random(5))).isEqualTo(Plan.of(7, 9, 2, new Random(5)));
    assertThat(Plan.of(7, 9, 2, new Random(5))).isNotEqualTo(Plan.of(7, 9, 2, new Random(6)));
  }

  @Test
  void everyKindOfKillFaultAndMomentComesBeforeOneIsLeftOut() {
    List<Action> faults = Arrays.stream(Action.values()).filter(a -> !a.isKill()).toList();

    List<Step> steps = Plan.of(6, faults.size(), 2, new Random(1)).steps();

    List<Action> actions = steps.stream().map(Step::action).toList();
    assertThat(actions).containsAll(faults).hasSize(6 + faults.size());
    assertThat(actions.stream().filter(Action.KILL_JOB_MANAGER::equals)).hasSize(2);
    assertThat(actions.stream().filter(Action.KILL_TASK_MANAGER::equals)).hasSize(4);
    assertThat(steps).extracting(Step::moment).contains(Moment.values());
    assertThat(steps).extracting(Step::taskManager).containsOnly(0, 1);
  }

  @Test
  void oneKillIsATaskManagers() {
    assertThat(Plan.of(1, 0, 2, new Random(1)).steps())
        .extracting(Step::action)
        .containsExactly(Action.KILL_TASK_MANAGER);
  }
}
