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
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

/** Watches what collections of garbage leave on the heap of this process. Thread-safe. */
final class MemoryWatch {

  private static final Path STATUS = Path.of("/proc/self/status");

  private final AtomicLong mostAfterGc = new AtomicLong();
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

  private void collected(GarbageCollectionNotificationInfo info) {
    long used =
        info.getGcInfo().getMemoryUsageAfterGc().entrySet().stream()
            .filter(pool -> heapPools.contains(pool.getKey()))
            .mapToLong(pool -> pool.getValue().getUsed())
            .sum();
    mostAfterGc.accumulateAndGet(used, Math::max);
  }

  /** The most bytes that a collection left, or what is used now if there was none. */
  long heapAfterGcBytes() {
    long most = mostAfterGc.get();
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
