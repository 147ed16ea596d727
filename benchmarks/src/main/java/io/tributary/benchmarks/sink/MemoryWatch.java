package io.tributary.benchmarks.sink;

import com.sun.management.GarbageCollectionNotificationInfo;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

/**
 * Watches what collections of garbage leave on the heap of this process. Thread-safe.
 *
 * <p>Only a full collection leaves what is in use and nothing else, and a process that has room
 * makes none: it can be made to, for a case whose processor time nobody looks at.
 */
final class MemoryWatch {

  private static final Path STATUS = Path.of("/proc/self/status");

  private static final long DEMAND_EVERY_MILLIS = 1_000;

  private final AtomicLong mostAfterGc = new AtomicLong();
  private final AtomicLong mostAfterFullGc = new AtomicLong();
  private final Set<String> heapPools =
      ManagementFactory.getMemoryPoolMXBeans().stream()
          .filter(pool -> pool.getType() == MemoryType.HEAP)
          .map(MemoryPoolMXBean::getName)
          .collect(Collectors.toSet());

  /** Starts to watch. */
  static MemoryWatch start() {
    MemoryWatch watch = new MemoryWatch();
    for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      ((NotificationEmitter) collector)
          .addNotificationListener(
              (notification, handback) -> {
                if (notification
                    .getType()
                    .equals(GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION)) {
                  watch.collected(
                      GarbageCollectionNotificationInfo.from(
                          (CompositeData) notification.getUserData()));
                }
              },
              null,
              null);
    }
    return watch;
  }

  /** Demands a full collection every second from now on. */
  // A collection never throws, hence nothing is in its future.
  @SuppressWarnings("FutureReturnValueIgnored")
  void demandFullCollections() {
    ScheduledExecutorService demands =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "full-collections");
              thread.setDaemon(true);
              return thread;
            });
    demands.scheduleWithFixedDelay(
        System::gc, DEMAND_EVERY_MILLIS, DEMAND_EVERY_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void collected(GarbageCollectionNotificationInfo info) {
    long used =
        info.getGcInfo().getMemoryUsageAfterGc().entrySet().stream()
            .filter(pool -> heapPools.contains(pool.getKey()))
            .mapToLong(pool -> pool.getValue().getUsed())
            .sum();
    mostAfterGc.accumulateAndGet(used, Math::max);
    if (info.getGcAction().equals("end of major GC")) {
      mostAfterFullGc.accumulateAndGet(used, Math::max);
    }
  }

  /**
   * The most bytes that a full collection left, or else any collection, or what is used now if
   * there was none.
   */
  long heapAfterGcBytes() {
    long most = mostAfterFullGc.get() > 0 ? mostAfterFullGc.get() : mostAfterGc.get();
    return most == 0 ? ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() : most;
  }

  /** The most memory that the process ever had, less its heap; 0 where the system does not tell. */
  long offHeapBytes() throws IOException {
    if (!Files.isReadable(STATUS)) {
      return 0;
    }
    for (String line : Files.readAllLines(STATUS)) {
      if (line.startsWith("VmHWM:")) {
        long resident = Long.parseLong(line.replaceAll("\\D", "")) * 1024;
        return resident - ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getCommitted();
      }
    }
    return 0;
  }
}
