package io.tributary.connectors.sink.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class BlockTest {

  @Property(tries = 200)
  void rowsComeBackInOrder(@ForAll @Size(max = 60) List<byte[]> rows) throws IOException {
    Block block = new Block();
    rows.forEach(block::append);
    assertThat(block.rows()).isEqualTo(rows.size());
    assertThat(block.toBytes()).hasSize(block.size());
    assertThat(block.capacity()).isGreaterThanOrEqualTo(block.size());
    assertThat(read(block.toBytes())).containsExactlyElementsOf(rows);
  }

  @Test
  void lengthsAtTheEdgesOfVarints() throws IOException {
    for (int length : new int[] {0, 1, 127, 128, 16_383, 16_384, 2_097_151, 2_097_152}) {
      byte[] row = new byte[length];
      Arrays.fill(row, (byte) 7);
      Block block = new Block();
      block.append(row);
      block.append(new byte[] {1});
      assertThat(read(block.toBytes())).containsExactly(row, new byte[] {1});
    }
  }

  @Test
  void anEmptyBlockHasNoRows() throws IOException {
    assertThat(read(new Block().toBytes())).isEmpty();
  }

  /** Blocks are in checkpoints: these bytes never change. */
  @Test
  void bytesOfTheFirstReleaseAreReadAndWritten() throws IOException {
    byte[] row = new byte[200];
    Arrays.fill(row, (byte) 7);
    byte[] golden = HexFormat.of().parseHex("03010203" + "00" + "c801" + "07".repeat(200));
    Block block = new Block();
    block.append(new byte[] {1, 2, 3});
    block.append(new byte[0]);
    block.append(row);
    assertThat(block.toBytes()).isEqualTo(golden);
    assertThat(read(golden)).containsExactly(new byte[] {1, 2, 3}, new byte[0], row);
  }

  private static List<byte[]> read(byte[] block) throws IOException {
    List<byte[]> rows = new ArrayList<>();
    Block.forEachRow(
        block,
        (array, offset, length) -> rows.add(Arrays.copyOfRange(array, offset, offset + length)));
    return rows;
  }
}
