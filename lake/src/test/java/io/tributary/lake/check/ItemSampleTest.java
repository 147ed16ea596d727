package io.tributary.lake.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.hotkey.chain.BlockHash;
import io.tributary.hotkey.wire.MalformedBytesException;
import io.tributary.schemas.ItemKey;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ItemSampleTest {

  private static final ItemSalt SALT = new ItemSalt(42);
  private static final String GOLDEN =
      "0254200102dcb1e2b7929ec0f816adbbabc8fca6ba865206020280b083c5986800";

  @Property(tries = 100)
  void theOrderOfFilesMakesNoDifference(
      @ForAll long seed, @ForAll @IntRange(min = 2, max = 60) int capacity) {
    Random random = new Random(seed);
    ItemSample[] files = new ItemSample[4];
    for (int file = 0; file < files.length; file++) {
      files[file] = new ItemSample(SALT, 1000);
      for (int i = 0; i < 50; i++) {
        files[file].add(ItemKey.of("x:" + random.nextInt(100)), file, 1000 + file);
      }
    }
    ItemSample there = new ItemSample(SALT, capacity);
    ItemSample back = new ItemSample(SALT, capacity);
    for (int i = 0; i < files.length; i++) {
      there.merge(files[i]);
      back.merge(files[files.length - 1 - i]);
    }
    long common =
        Long.compareUnsigned(there.limit(), back.limit()) < 0 ? there.limit() : back.limit();
    there.lowerTo(common);
    back.lowerTo(common);
    assertThat(there.items()).isEqualTo(back.items());
    assertThat(there.size()).isLessThanOrEqualTo(capacity);
  }

  @Test
  void sharesOfALargeSetAreThoseOfItsSample() {
    ItemSample sample = new ItemSample(SALT, 2000);
    for (int i = 0; i < 100_000; i++) {
      // Every fifth item comes again in another file.
      sample.add(ItemKey.of("x:" + i), 0, 5);
      if (i % 5 == 0) {
        sample.add(ItemKey.of("x:" + i), 1, 6);
      }
    }
    assertThat(sample.size()).isBetween(1000, 2000);
    assertThat((double) sample.rowsElsewhere() / sample.rows()).isBetween(0.13, 0.20);
    assertThat(sample.repeatedRows()).isZero();
  }

  @Test
  void theFormIsFixed() throws MalformedBytesException {
    ItemSample sample = new ItemSample(SALT, 16);
    sample.add(ItemKey.of("x:1"), 3, 1_790_000_000_000L);
    sample.add(ItemKey.of("x:1"), 4, 1_790_000_000_001L);
    byte[] bytes = ItemSampleCodec.encode(sample);
    assertThat(HexFormat.of().formatHex(bytes)).isEqualTo(GOLDEN);
    ItemSample again = ItemSampleCodec.decode(bytes);
    assertThat(again.items()).isEqualTo(sample.items());
    assertThat(ItemSampleCodec.encode(again)).isEqualTo(bytes);
    assertThatThrownBy(() -> ItemSampleCodec.decode(Arrays.copyOf(bytes, bytes.length + 1)))
        .isInstanceOf(MalformedBytesException.class)
        .hasMessageContaining("1 bytes too many");
    bytes[0] = 4;
    assertThatThrownBy(() -> ItemSampleCodec.decode(bytes))
        .isInstanceOf(MalformedBytesException.class)
        .hasMessage("a sample of version 2, not 1");
  }

  @Test
  void samplesOfDifferentEpochsDoNotMix() {
    ItemSalt other = ItemSalt.of(new BlockHash("0x" + "5e".repeat(32)));
    ItemSample sample = new ItemSample(SALT, 16);
    assertThatThrownBy(() -> sample.merge(new ItemSample(other, 16)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("samples of different epochs");
  }
}
