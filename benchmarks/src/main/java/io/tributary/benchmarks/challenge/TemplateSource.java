package io.tributary.benchmarks.challenge;

import io.tributary.lake.challenge.ObjectHead;
import io.tributary.lake.challenge.RangeSource;
import io.tributary.lake.challenge.ReadException;
import io.tributary.lake.epoch.ObjectVersion;
import io.tributary.lake.parquet.EncodedFile;
import io.tributary.lake.plan.ByteRange;
import io.tributary.schemas.ObjectKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Very many objects that are copies of a few files: an object's ETag says of which. Each request
 * takes as long as one to a store in the same region. Thread-safe.
 */
final class TemplateSource implements RangeSource {

  private static final String TAG = "template";

  private final List<EncodedFile> templates;
  private final Duration latency;

  TemplateSource(List<EncodedFile> templates, Duration latency) {
    this.templates = List.copyOf(templates);
    this.latency = latency;
  }

  static ObjectVersion version(int template) {
    return ObjectVersion.etag(TAG + template);
  }

  private EncodedFile template(ObjectVersion version) {
    return templates.get(Integer.parseInt(version.text().substring(TAG.length())));
  }

  @Override
  public ObjectHead head(ObjectKey key, ObjectVersion version) throws ReadException {
    await();
    return new ObjectHead(Optional.empty(), version.text(), template(version).sizeBytes());
  }

  @Override
  public ObjectHead headCurrent(ObjectKey key) {
    throw new IllegalStateException("all versions are known, and " + key + " has one");
  }

  @Override
  public byte[] read(ObjectKey key, ObjectVersion version, ByteRange range) throws ReadException {
    await();
    ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(range.length()));
    try (FileChannel file = FileChannel.open(template(version).path())) {
      long at = range.offset();
      while (bytes.hasRemaining()) {
        int count = file.read(bytes, at);
        if (count < 0) {
          throw new IOException(key + " ends before " + range);
        }
        at += count;
      }
      return bytes.array();
    } catch (IOException e) {
      throw new ReadException(ReadException.Fault.UNAVAILABLE, e.toString(), e);
    }
  }

  private void await() throws ReadException {
    try {
      TimeUnit.NANOSECONDS.sleep(latency.toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ReadException(ReadException.Fault.UNAVAILABLE, "interrupted", e);
    }
  }
}
