package io.tributary.jobs.ingest;

import io.tributary.connectors.batches.KafkaMessage;
import io.tributary.connectors.batches.KafkaMessageCodec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.CommittingSinkWriter;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/** A topic in memory that shows what checkpoints committed, each message once. */
final class MemoryTopic implements Sink<KafkaMessage>, SupportsCommitter<MemoryTopic.Sent> {

  private static final long serialVersionUID = 1L;
  private static final Map<String, Map<String, KafkaMessage>> TOPICS = new ConcurrentHashMap<>();

  private final String name = UUID.randomUUID().toString();

  /** A message with the id that makes committing it again harmless. */
  record Sent(String id, KafkaMessage message) {}

  List<KafkaMessage> messages() {
    return List.copyOf(committed().values());
  }

  private Map<String, KafkaMessage> committed() {
    return TOPICS.computeIfAbsent(name, unused -> new ConcurrentHashMap<>());
  }

  void forget() {
    TOPICS.remove(name);
  }

  @Override
  public SinkWriter<KafkaMessage> createWriter(WriterInitContext context) {
    return new Writer();
  }

  @Override
  public Committer<Sent> createCommitter(CommitterInitContext context) {
    return new Committer<>() {
      @Override
      public void commit(Collection<CommitRequest<Sent>> requests) {
        requests.forEach(
            r -> committed().put(r.getCommittable().id(), r.getCommittable().message()));
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public SimpleVersionedSerializer<Sent> getCommittableSerializer() {
    return new Serializer();
  }

  private static final class Writer implements CommittingSinkWriter<KafkaMessage, Sent> {
    private final List<Sent> open = new CopyOnWriteArrayList<>();

    @Override
    public void write(KafkaMessage message, Context context) {
      open.add(new Sent(UUID.randomUUID().toString(), message));
    }

    @Override
    public void flush(boolean endOfInput) {}

    @Override
    public Collection<Sent> prepareCommit() {
      List<Sent> sent = new ArrayList<>(open);
      open.clear();
      return sent;
    }

    @Override
    public void close() {}
  }

  private static final class Serializer implements SimpleVersionedSerializer<Sent> {
    private final KafkaMessageCodec codec = new KafkaMessageCodec();

    @Override
    public int getVersion() {
      return 1;
    }

    @Override
    public byte[] serialize(Sent sent) throws IOException {
      DataOutputSerializer out = new DataOutputSerializer(256);
      out.writeUTF(sent.id());
      codec.write(sent.message(), out);
      return out.getCopyOfBuffer();
    }

    @Override
    public Sent deserialize(int version, byte[] bytes) throws IOException {
      DataInputDeserializer in = new DataInputDeserializer(bytes);
      return new Sent(in.readUTF(), codec.read(1, in));
    }
  }
}
