package io.tributary.connectors.rewind;

import io.tributary.connectors.sink.LinePosition;
import io.tributary.connectors.sink.StagedFile;
import io.tributary.connectors.sink.internal.LineReader;
import io.tributary.connectors.sink.internal.LineageLog;
import io.tributary.connectors.sink.internal.WithdrawalLog;
import io.tributary.connectors.store.FileStore;
import io.tributary.connectors.store.ObjectHead;
import io.tributary.connectors.store.StagedUpload;
import io.tributary.lake.proof.CommittedFile;
import io.tributary.schemas.Hotkey;
import io.tributary.schemas.ObjectKey;
import io.tributary.schemas.SourceId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** A lake in memory with its logs, whose store or logs may break off at any call. */
final class MemoryStretch {

  private static final Hotkey MINER =
      new Hotkey("5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY");

  final Map<ObjectKey, ObjectHead> objects = new HashMap<>();
  final Set<String> uploads = new HashSet<>();
  final List<CommittedFile> messages = new ArrayList<>();
  final Map<String, StagedFile> parked = new HashMap<>();

  /** Calls that remove or publish until one fails; negative if none does. */
  int callsLeft = -1;

  static StagedFile file(int number, long epoch, long checkpoint) {
    ObjectKey key =
        ObjectKey.of(SourceId.X, MINER, Instant.EPOCH, 3, String.format("%016x", number));
    String name = number + "-" + epoch + "-" + checkpoint;
    StagedUpload upload =
        new StagedUpload("lake", key, "upload-" + name, List.of(new StagedUpload.Part(1, "t")), 7);
    return new StagedFile(
            upload, "token-" + name, name.getBytes(StandardCharsets.US_ASCII), 3, 5, "", 0)
        .withCheckpoint("line", new LinePosition(epoch, checkpoint));
  }

  StagedFile commit(int number, long epoch, long checkpoint) {
    StagedFile file = file(number, epoch, checkpoint);
    complete(file);
    messages.add(file.committed());
    return file;
  }

  StagedFile park(int number, long epoch, long checkpoint) {
    StagedFile file = file(number, epoch, checkpoint);
    uploads.add(file.upload().uploadId());
    parked.put(file.key().path(), file);
    return file;
  }

  void complete(StagedFile file) {
    uploads.remove(file.upload().uploadId());
    objects.put(
        file.key(),
        new ObjectHead(
            7,
            "tag",
            Optional.empty(),
            Map.of(
                FileStore.WRITE_TOKEN,
                file.writeToken(),
                "tributary-manifest",
                Base64.getEncoder().encodeToString(file.manifest()))));
  }

  /** What the logs say is in the lake: of each key the last message. */
  Set<ObjectKey> published() {
    Map<ObjectKey, CommittedFile> last = new HashMap<>();
    messages.forEach(message -> last.put(message.key(), message));
    last.values().removeIf(CommittedFile::isWithdrawn);
    return last.keySet();
  }

  Rewind rewind() {
    return new Rewind(
        new LineageLog() {
          @Override
          public void read(Instant since, LineReader reader) {
            messages.forEach(reader::committed);
            parked.values().forEach(reader::parked);
          }

          @Override
          public void close() {}
        },
        new RewindStore() {
          @Override
          public Optional<ObjectHead> head(String bucket, ObjectKey key) {
            return Optional.ofNullable(objects.get(key));
          }

          @Override
          public void delete(String bucket, ObjectKey key) throws IOException {
            call(key, objects::remove);
          }

          @Override
          public void abort(StagedUpload upload) throws IOException {
            call(upload.uploadId(), uploads::remove);
          }

          @Override
          public void close() {}
        },
        new WithdrawalLog() {
          @Override
          public void withdrawn(CommittedFile file) throws IOException {
            call(file, messages::add);
          }

          @Override
          public void unparked(StagedFile file) throws IOException {
            call(file.key().path(), parked::remove);
          }

          @Override
          public void close() {}
        });
  }

  private <T> void call(T what, Consumer<T> done) throws IOException {
    if (callsLeft == 0) {
      throw new IOException("broken off before " + what);
    }
    callsLeft--;
    done.accept(what);
  }
}
