package io.tributary.benchmarks.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.local.janitor.OpenUpload;
import io.tributary.local.janitor.UploadStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class UploadAccountTest {

  private static final Instant END = Instant.parse("2026-01-31T12:00:00Z");

  private final Uploads store = new Uploads();

  /** Uploads in memory; one of them comes while the others are given up. */
  private static final class Uploads implements UploadStore {
    private final List<OpenUpload> open = new ArrayList<>();
    private final List<OpenUpload> late = new ArrayList<>();

    @Override
    public List<OpenUpload> openUploads() {
      return List.copyOf(open);
    }

    @Override
    public void abort(OpenUpload upload) {
      open.remove(upload);
      open.addAll(late);
      late.clear();
    }

    @Override
    public void close() {
      open.clear();
    }
  }

  private static OpenUpload upload(String key, Instant begun) {
    return new OpenUpload(key, "id-of-" + key, begun);
  }

  @Test
  void whatNobodyWillFinishIsGivenUpAndTheRestIsLeft() throws Exception {
    OpenUpload parked = upload("data/parked", END.minusSeconds(60));
    store.open.add(upload("data/orphan", END.minusSeconds(60)));
    store.open.add(parked);

    UploadAccount account = UploadAccount.settle(store, END, Set.of("data/parked"));

    assertThat(account).isEqualTo(new UploadAccount(1, 1, 0));
    assertThat(store.open).containsExactly(parked);
  }

  @Test
  void whatComesMeanwhileIsGivenUpToo() throws Exception {
    store.open.add(upload("data/orphan", END.minusSeconds(60)));
    store.late.add(upload("data/late", END.minusSeconds(1)));

    assertThat(UploadAccount.settle(store, END, Set.of())).isEqualTo(new UploadAccount(2, 0, 0));
    assertThat(store.open).isEmpty();
  }

  @Test
  void whatTheRuleLeavesWithoutReasonIsUnaccountedFor() throws Exception {
    store.open.add(upload("data/of-tomorrow", END.plusSeconds(1)));

    assertThat(UploadAccount.settle(store, END, Set.of())).isEqualTo(new UploadAccount(0, 0, 1));
  }
}
