package io.tributary.benchmarks.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** What goes wrong and when, from a seed alone. Immutable. */
record Plan(List<Step> steps) {

  private static final double CALM_SHARE = 0.7;

  /** About what a step takes, recovery included. */
  static final Duration STEP = Duration.ofSeconds(22);

  Plan {
    steps = List.copyOf(steps);
  }

  /**
   * Draws a plan: every second or third kill is the JobManager's, every kind of fault comes before
   * one of them comes again, and so does every moment.
   */
  static Plan of(int kills, int faults, int taskManagers, Random random) {
    List<Action> actions = new ArrayList<>();
    for (int i = 0; i < kills; i++) {
      actions.add(i % 3 == 1 ? Action.KILL_JOB_MANAGER : Action.KILL_TASK_MANAGER);
    }
    List<Action> kinds = Arrays.stream(Action.values()).filter(a -> !a.isKill()).toList();
    actions.addAll(inTurn(kinds, faults, random));
    Collections.shuffle(actions, random);
    List<Moment> moments = inTurn(Arrays.asList(Moment.values()), actions.size(), random);
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < actions.size(); i++) {
      steps.add(
          new Step(
              actions.get(i),
              Duration.ofMillis(500 + random.nextInt(3_500)),
              moments.get(i),
              lasts(actions.get(i), random),
              random.nextInt(taskManagers),
              random.nextDouble() < CALM_SHARE));
    }
    return new Plan(steps);
  }

  private static Duration lasts(Action action, Random random) {
    return action == Action.AUTH_DOWN
        ? Duration.ofSeconds(20 + random.nextInt(20))
        : Duration.ofSeconds(5 + random.nextInt(15));
  }

  private static <T> List<T> inTurn(List<T> kinds, int count, Random random) {
    List<T> all = new ArrayList<>();
    while (all.size() < count) {
      List<T> round = new ArrayList<>(kinds);
      Collections.shuffle(round, random);
      all.addAll(round);
    }
    return all.subList(0, count);
  }
}
