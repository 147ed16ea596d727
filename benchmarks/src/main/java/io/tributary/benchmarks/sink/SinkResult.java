package io.tributary.benchmarks.sink;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/**
 * What one process used.
 *
 * @param cpuSeconds of all its threads, from the job's start to its end
 * @param serverCpuSeconds of the store's process, if it has one
 * @param seconds of wall time
 * @param files finished files
 * @param bytes in them
 * @param heapAfterGcBytes the most that any collection left on the heap
 * @param offHeapBytes the most memory of the process less its committed heap
 */
record SinkResult(
    double cpuSeconds,
    double serverCpuSeconds,
    double seconds,
    long files,
    long bytes,
    long heapAfterGcBytes,
    long offHeapBytes) {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  ObjectNode json() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("cpuSeconds", cpuSeconds)
        .put("serverCpuSeconds", serverCpuSeconds)
        .put("seconds", seconds)
        .put("files", files)
        .put("bytes", bytes)
        .put("heapAfterGcBytes", heapAfterGcBytes)
        .put("offHeapBytes", offHeapBytes);
  }

  static SinkResult ofJson(String line) throws IOException {
    JsonNode json = MAPPER.readTree(line);
    return new SinkResult(
        json.required("cpuSeconds").asDouble(),
        json.required("serverCpuSeconds").asDouble(),
        json.required("seconds").asDouble(),
        json.required("files").asLong(),
        json.required("bytes").asLong(),
        json.required("heapAfterGcBytes").asLong(),
        json.required("offHeapBytes").asLong());
  }
}
