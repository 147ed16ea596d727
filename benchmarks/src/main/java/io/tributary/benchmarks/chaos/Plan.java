package io.tributary.benchmarks.chaos;

import io.tributary.benchmarks.chaos.Action.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * What goes wrong and when, from a seed alone. Immutable.
 *
 * @param steps one after the other
 */
record Plan(List<Step> steps) {

  /** About what a step takes, recovery included. */
  static final Duration STEP = Duration.ofSeconds(10);

  private static final double CALM_SHARE = 0.7;
  private static final int KILLS_A_DISTURBANCE = 3;
  private static final int FEW_KILLS = 15;
  private static final int FAULTS_BETWEEN_BURSTS = 25;
  private static final int LONGEST_PAUSE_MILLIS = 2_500;

  Plan {
    steps = List.copyOf(steps);
  }

  /**
   * Draws a plan. Every third kill is the JobManager's, one of ten is of all TaskManagers at once.
   * To three kills there is another disturbance; of 15 kills or more, every kind of it at least
   * once. About half of the faults come in bursts, the others between the steps. Every kind comes
   * before one of them comes again, and so does every moment.
   */
  static Plan of(int kills, int faults, int taskManagers, Random random) {
    List<Action> actions = new ArrayList<>(kills(kills, taskManagers));
    List<Action> disturbances = of(Kind.DISTURBANCE);
    int enough = (kills + KILLS_A_DISTURBANCE - 1) / KILLS_A_DISTURBANCE;
    actions.addAll(
        inTurn(
            disturbances,
            kills < FEW_KILLS ? enough : Math.max(disturbances.size(), enough),
            random));
    actions.addAll(inTurn(of(Kind.BURST), faults / FAULTS_BETWEEN_BURSTS, random));
    Collections.shuffle(actions, random);
    List<Moment> moments = inTurn(Arrays.asList(Moment.values()), actions.size(), random);
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < actions.size(); i++) {
      steps.add(
          new Step(
              actions.get(i),
              Duration.ofMillis(200 + random.nextInt(LONGEST_PAUSE_MILLIS)),
              moments.get(i),
              actions.get(i).lasts(random.nextDouble()),
              random.nextInt(taskManagers),
              random.nextDouble() < CALM_SHARE));
    }
    return new Plan(steps);
  }

  private static List<Action> kills(int kills, int taskManagers) {
    List<Action> actions = new ArrayList<>();
    int left = kills;
    for (int i = 0; left > 0; i++) {
      Action action =
          i % 10 == 9 && left >= taskManagers
              ? Action.KILL_ALL_TASK_MANAGERS
              : i % 3 == 1 ? Action.KILL_JOB_MANAGER : Action.KILL_TASK_MANAGER;
      actions.add(action);
      left -= action.kills(taskManagers);
    }
    return actions;
  }

  private static List<Action> of(Kind kind) {
    return Arrays.stream(Action.values()).filter(a -> a.kind() == kind).toList();
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
