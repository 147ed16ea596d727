package io.tributary.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectKeyTest {

  private static final String ADDRESS = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY";
  private static final String FILE = "data_20260314_092653_1000_0123456789abcdef.parquet";
  private static final String PATH = "data/2/" + ADDRESS + "/" + FILE;

  @Test
  void buildsThePath() {
    ObjectKey key =
        ObjectKey.of(
            SourceId.X,
            new Hotkey(ADDRESS),
            Instant.parse("2026-03-14T09:26:53.999Z"),
            1000,
            "0123456789abcdef0123456789abcdef");

    assertThat(key.path()).isEqualTo(PATH);
    assertThat(key).hasToString(PATH);
    assertThat(key.rows()).isEqualTo(1000);
    assertThat(key.tailDigestPrefix()).isEqualTo("0123456789abcdef");
    assertThat(PATH).startsWith(ObjectKey.prefix(SourceId.X, new Hotkey(ADDRESS)));
  }

  @Property
  void readsEveryKeyThatItBuilds(
      @ForAll SourceId source,
      @ForAll @LongRange(min = 0, max = 253402300799L) long seconds,
      @ForAll @LongRange(min = 1, max = 999_999_999_999L) long rows,
      @ForAll @StringLength(64) @CharRange(from = 'a', to = 'f') @CharRange(from = '0', to = '9')
          String digest) {
    ObjectKey key =
        ObjectKey.of(source, new Hotkey(ADDRESS), Instant.ofEpochSecond(seconds), rows, digest);

    assertThat(ObjectKey.parse(key.path())).contains(key);
    assertThat(key.rows()).isEqualTo(rows);
  }

  @Property
  void neverThrowsOnAnyText(@ForAll String text) {
    assertThat(ObjectKey.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "data/2/" + ADDRESS + "/",
        "/" + PATH,
        PATH + "/",
        PATH + "\n",
        "DATA/2/" + ADDRESS + "/" + FILE,
        "data/3/" + ADDRESS + "/" + FILE,
        "data/02/" + ADDRESS + "/" + FILE,
        "data//2/" + ADDRESS + "/" + FILE,
        "data/../data/2/" + ADDRESS + "/" + FILE,
        "data/2/" + ADDRESS + "/../" + FILE,
        "data/2/" + ADDRESS + "/x/" + FILE,
        "inbox/data/2/" + ADDRESS + "/" + FILE,
        "data/2/0GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY/" + FILE,
        "data/2/" + ADDRESS + "/data_20260314_092653_0_0123456789abcdef.parquet",
        "data/2/" + ADDRESS + "/data_20260314_092653_01_0123456789abcdef.parquet",
        "data/2/" + ADDRESS + "/data_20260314_092653_1_0123456789ABCDEF.parquet",
        "data/2/" + ADDRESS + "/data_20260314_092653_1_0123456789abcde.parquet",
        "data/2/" + ADDRESS + "/data_20260314_092653_1_0123456789abcdef.parquet.tmp",
        "data/2/" + ADDRESS + "/data_2026031_092653_1_0123456789abcdef.parquet"
      })
  void refusesOddKeys(String text) {
    assertThat(ObjectKey.parse(text)).isEmpty();
  }

  @Test
  void refusesOddFileNames() {
    assertThatThrownBy(() -> new ObjectKey(SourceId.X, new Hotkey(ADDRESS), "../" + FILE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("not the name of a file of the lake: ../" + FILE);
  }
}
