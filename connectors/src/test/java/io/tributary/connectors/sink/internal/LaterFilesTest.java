package io.tributary.connectors.sink.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.connectors.sink.LinePosition;
import io.tributary.connectors.sink.StagedFile;
import org.junit.jupiter.api.Test;

/** Which files are later than a place on the line, and whether some of before are gone. */
class LaterFilesTest {

  private LaterFiles files = after(0, 5);

  private static LaterFiles after(long epoch, long checkpoint) {
    return new LaterFiles("line", new LinePosition(epoch, checkpoint));
  }

  private static StagedFile file(int number, long epoch, long checkpoint) {
    return FakeLake.file(number, 0).withCheckpoint("line", new LinePosition(epoch, checkpoint));
  }

  @Test
  void theNewestOfAllIsToldWhateverTheOrder() {
    assertThat(files.newest()).isEmpty();
    files.committed(file(1, 0, 5).committed());
    assertThat(files.newest()).isEmpty();
    files.committed(file(2, 0, 9).committed());
    files.committed(file(3, 0, 7).committed());
    assertThat(files.newest()).contains(new LinePosition(0, 9));
    files.committed(file(4, 3, 6).committed());
    assertThat(files.newest()).contains(new LinePosition(3, 6));
    assertThat(files.lost()).isEmpty();
  }

  @Test
  void filesOfOtherLinesDoNotCount() {
    StagedFile other = FakeLake.file(1, 0).withCheckpoint("other", new LinePosition(0, 9));
    files.committed(other.committed());
    files.committed(
        file(2, 0, 3).withCheckpoint("other", new LinePosition(0, 3)).committed().withdrawn(8));
    files.parked(other);
    assertThat(files.newest()).isEmpty();
    assertThat(files.lost()).isEmpty();
  }

  @Test
  void parkedFilesCountUntilTheyAreParkedNoMore() {
    files.parked(file(1, 0, 5));
    assertThat(files.newest()).isEmpty();
    files.parked(file(2, 0, 7));
    assertThat(files.newest()).contains(new LinePosition(0, 7));
    files.unparked(file(2, 0, 7).key().path());
    assertThat(files.newest()).isEmpty();
  }

  @Test
  void theLastMessageOfAKeyCounts() {
    files.committed(file(1, 0, 8).committed());
    files.committed(file(1, 0, 8).committed().withdrawn(40));
    assertThat(files.newest()).isEmpty();
    assertThat(files.lost()).isEmpty();
    // The same rows came again and made the same file.
    files.committed(file(1, 40, 6).committed());
    assertThat(files.newest()).contains(new LinePosition(40, 6));
  }

  @Test
  void aWithdrawnFileOfBeforeIsLostUnlessTheStateIsOfAfterTheWithdrawal() {
    files = after(0, 8);
    files.committed(file(1, 0, 7).committed().withdrawn(40));
    assertThat(files.lost()).contains(new LinePosition(0, 7));
    // That its rows are in the lake once more does not help: they are after the state.
    files.committed(file(1, 40, 6).committed());
    assertThat(files.lost()).contains(new LinePosition(0, 7));
    for (long epoch : new long[] {40, 41}) {
      files = after(epoch, 6);
      files.committed(file(1, 0, 7).committed().withdrawn(40));
      files.committed(file(1, 40, 6).committed());
      assertThat(files.lost()).isEmpty();
      assertThat(files.newest()).isEmpty();
    }
  }
}
