package io.tributary.lake.challenge;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.tributary.lake.column.AuthenticBytes;
import io.tributary.lake.column.ColumnChunks;
import io.tributary.lake.column.ColumnLimits;
import io.tributary.lake.column.MalformedColumnException;
import io.tributary.lake.column.RowValues;
import io.tributary.lake.proof.ColumnChunkExtent;
import io.tributary.lake.proof.FileManifest;
import io.tributary.lake.proof.FuzzBounds;
import io.tributary.lake.proof.LeafRange;
import io.tributary.lake.proof.TailProof;
import io.tributary.lake.proof.UnsoundFileException;
import io.tributary.schemas.SourceId;
import java.time.Duration;
import java.util.Arrays;
import org.apache.parquet.io.api.Binary;

/** Any bytes as a column chunk of a sound file: a value for each row, or what is wrong. */
class ColumnFuzzTest {

  private static final Duration SOON = Duration.ofSeconds(5);
  private static final int ROWS = 100;
  private static final ColumnLimits LIMITS = new ColumnLimits(1 << 20, 4 << 20, 1 << 10);

  /** What the limits let a column unpack, a few times over: pages are copied once or twice. */
  private static final long MOST_BYTES = 48 << 20;

  @FuzzTest
  void isReadOrRefused(byte[] input) throws Exception {
    SignedFile file = FuzzedColumn.read(input);
    if (file != null) {
      FuzzBounds.within(SOON, MOST_BYTES, () -> read(file, FuzzedColumn.column(input)));
    }
  }

  private static void read(SignedFile file, String column) throws Exception {
    Counted values = new Counted();
    try {
      FileManifest manifest = FileManifest.decode(file.manifest().body().bytes());
      int dataLength = (int) manifest.dataLength();
      byte[] tail = Arrays.copyOfRange(file.bytes(), dataLength, file.bytes().length);
      TailProof proof = TailProof.prove(manifest, tail, SignedFile.RULES);
      ColumnChunkExtent chunk = proof.footer().chunk(0, column);
      LeafRange leaves = proof.leavesOf(chunk.offset(), chunk.length());
      AuthenticBytes bytes = new AuthenticBytes(proof);
      int from = (int) leaves.offset();
      bytes.add(leaves, Arrays.copyOfRange(file.bytes(), from, from + leaves.length()));
      long unpacked = ColumnChunks.read(SourceId.X, chunk, ROWS, bytes, LIMITS, values);
      assertThat(unpacked).isBetween(0L, LIMITS.maxChunkBytes());
      assertThat(values.rows).isEqualTo(ROWS);
    } catch (UnsoundFileException e) {
      assertThat(e.findings()).isNotEmpty();
    } catch (MalformedColumnException e) {
      assertThat(e).hasMessageStartingWith("column " + column + " of row group 0: ");
      assertThat(values.rows).isLessThanOrEqualTo(ROWS);
    }
  }

  private static final class Counted implements RowValues {
    private int rows;

    @Override
    public void missing(int row) {
      assertThat(row).isEqualTo(rows++);
    }

    @Override
    public void bytes(int row, Binary value) {
      assertThat(row).isEqualTo(rows++);
      assertThat(value.getBytes().length).isLessThanOrEqualTo(LIMITS.maxPageBytes());
    }

    @Override
    public void number(int row, long value) {
      assertThat(row).isEqualTo(rows++);
    }
  }
}
