package io.tributary.benchmarks.chaos;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Carries out a plan. Faults that last go on while the next steps are taken. For one use. */
final class Director implements AutoCloseable {

  private static final Duration MOMENT = Duration.ofSeconds(6);
  private static final Duration CALM = Duration.ofSeconds(60);
  private static final Duration FAULTS_LEFT = Duration.ofMinutes(2);

  /** The share of the batches that is for the plan; the rest is for faults still to come. */
  private static final double BEFORE_THE_END = 0.85;

  private static final Duration CLOCK_STEP = Duration.ofMinutes(40);

  private final ChaosCluster cluster;
  private final Surroundings surroundings;
  private final ChaosStore store;
  private final Pace pace;
  private final ChaosJobs jobs;
  private final PrintStream err;
  private final long startNanos = System.nanoTime();
  private final List<Event> events = new ArrayList<>();
  private final List<Future<Void>> lasting = new ArrayList<>();
  private final ExecutorService ends =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "chaos-end");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * @param pace of the feeders, which is told how much of the plan is done
   * @param jobs that run
   * @param err is told every step
   */
  Director(
      ChaosCluster cluster,
      Surroundings surroundings,
      ChaosStore store,
      Pace pace,
      ChaosJobs jobs,
      PrintStream err) {
    this.cluster = cluster;
    this.surroundings = surroundings;
    this.store = store;
    this.pace = pace;
    this.jobs = jobs;
    this.err = err;
  }

  /**
   * Takes all steps, and returns when the last fault has ended and so many requests to S3 have
   * failed as were ordered, if they do in time.
   */
  List<Event> run(Plan plan, long faults) throws Exception {
    int steps = plan.steps().size();
    for (Step step : plan.steps()) {
      // Ahead of the steps, so that single faults are there from the beginning to the end.
      store.s3Faults().due(faults * (events.size() + 1) / steps);
      Event event = take(step);
      events.add(event);
      pace.done(BEFORE_THE_END * events.size() / steps);
      err.printf(
          "%6.1f s  %s, %s%s%s%n",
          event.atSeconds(),
          step.action().text(),
          step.moment().text(),
          event.onTime() ? "" : " (did not come)",
          event.calmSeconds().map(s -> String.format("; calm after %.1f s", s)).orElse(""));
    }
    store.s3Faults().due(faults);
    Conditions.await(FAULTS_LEFT, () -> revived() && store.s3Faults().failed() >= faults);
    for (Future<Void> end : lasting) {
      end.get();
    }
    return List.copyOf(events);
  }

  private Event take(Step step) throws Exception {
    TimeUnit.NANOSECONDS.sleep(step.pause().toNanos());
    boolean onTime = await(step.moment());
    double at = seconds(startNanos);
    long nowMillis = System.currentTimeMillis();
    long now = System.nanoTime();
    Optional<Undo> undo = act(step);
    undo.ifPresent(end -> later(step.lasts(), end));
    boolean calm =
        step.calm()
            && Conditions.await(CALM, () -> revived() && jobs.checkpointBeganAfter(nowMillis));
    return new Event(
        step,
        at,
        onTime,
        calm ? Optional.of(seconds(now)) : Optional.empty(),
        store.s3Faults().failed());
  }

  private static double seconds(long sinceNanos) {
    return (System.nanoTime() - sinceNanos) / 1e9;
  }

  /** A process that ends because of a fault is started again, as a supervisor would. */
  private boolean revived() throws Exception {
    if (cluster.revive() > 0) {
      err.println("          a process ended by itself and was started again");
    }
    return true;
  }

  private boolean await(Moment moment) throws Exception {
    if (moment.call().isPresent()) {
      return store.s3Faults().awaitNext(moment.call().get(), MOMENT);
    }
    if (moment == Moment.CHECKPOINT) {
      long before = jobs.rest().checkpoint(jobs.ingest());
      return Conditions.await(MOMENT, () -> jobs.rest().checkpoint(jobs.ingest()) > before);
    }
    return true;
  }

  /** Does it; answers what ends it, if it lasts. */
  private Optional<Undo> act(Step step) throws Exception {
    switch (step.action()) {
      case KILL_TASK_MANAGER -> cluster.taskManagers().kill(step.taskManager());
      case KILL_ALL_TASK_MANAGERS -> cluster.taskManagers().killAll();
      case KILL_JOB_MANAGER -> cluster.killJobManager();
      case KAFKA_RESTART -> surroundings.restartKafka();
      case ZOO_KEEPER_RESTART -> cluster.restartZooKeeper();
      case SESSIONS_ENDED -> store.endSessions();
      case AUTH_DOWN -> {
        store.stopAuth();
        return Optional.of(store::startAuth);
      }
      case SPOOL_FULL -> {
        return Optional.of(
            cluster.taskManagers().hasDisks()
                ? cluster.taskManagers().fillDisk(step.taskManager())
                : surroundings.takeSpool());
      }
      case CLOCK_BEHIND -> {
        return Optional.of(cluster.taskManagers().setClockBehind(step.taskManager(), CLOCK_STEP));
      }
      case STORE_CLOCK_AHEAD -> {
        return Optional.of(store.setClockAhead(CLOCK_STEP));
      }
      default -> {
        S3Faults faults =
            step.action().kind() == Action.Kind.BURST ? store.s3Faults() : store.stsFaults();
        long trouble = faults.begin(step.action().trouble().orElseThrow());
        return Optional.of(() -> faults.end(trouble));
      }
    }
    return Optional.empty();
  }

  private void later(Duration time, Undo undo) {
    lasting.add(
        ends.submit(
            () -> {
              TimeUnit.NANOSECONDS.sleep(time.toNanos());
              undo.run();
              return null;
            }));
  }

  @Override
  public void close() {
    ends.shutdownNow();
  }
}
