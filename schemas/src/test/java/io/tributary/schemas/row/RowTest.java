package io.tributary.schemas.row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.schemas.SourceId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class RowTest {

  private final RowWriter writer = new RowWriter();

  @Property(tries = 300)
  void readsWhatWasWrittenOfX(@ForAll("x") List<Object> values, @ForAll byte before) {
    assertRoundTrip(SourceId.X, values, before & 0x7f);
  }

  @Property(tries = 300)
  void readsWhatWasWrittenOfReddit(@ForAll("reddit") List<Object> values) {
    assertRoundTrip(SourceId.REDDIT, values, 0);
  }

  @Test
  void refusesARowWithoutADatetime() {
    assertThatThrownBy(() -> writer.write(Columns.of(SourceId.REDDIT), new Object[17]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("column datetime needs a value");
  }

  @Test
  void refusesARowOfAnotherTable() {
    assertThatThrownBy(() -> writer.write(Columns.of(SourceId.X), new Object[17]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("row has 17 values, table has 33 columns");
  }

  @Test
  void theBytesOfARowStayAsTheyAre() {
    List<Column> columns =
        List.of(
            new Column("a", ColumnType.LONG, true),
            new Column("b", ColumnType.STRING, false),
            new Column("c", ColumnType.STRING_LIST, false),
            new Column("d", ColumnType.BOOLEAN, false),
            new Column("e", ColumnType.DOUBLE, false));

    assertThat(writer.write(columns, new Object[] {-300L, null, List.of("é", ""), true, 1.0}))
        .containsExactly(0b11101, 0xd7, 0x04, 2, 2, 0xc3, 0xa9, 0, 1, 0, 0, 0, 0, 0, 0, 0xf0, 0x3f);
  }

  private void assertRoundTrip(SourceId source, List<Object> values, int before) {
    byte[] row = writer.write(Columns.of(source), values.toArray());
    byte[] array = new byte[before + row.length];
    System.arraycopy(row, 0, array, before, row.length);

    assertThat(Rows.read(Columns.of(source), array, before).values())
        .containsExactlyElementsOf(new ArrayList<>(Arrays.asList(values.toArray())));
  }

  @Provide
  Arbitrary<List<Object>> x() {
    return rows(SourceId.X);
  }

  @Provide
  Arbitrary<List<Object>> reddit() {
    return rows(SourceId.REDDIT);
  }

  private static Arbitrary<List<Object>> rows(SourceId source) {
    List<Arbitrary<Object>> values = new ArrayList<>();
    for (Column column : Columns.of(source)) {
      Arbitrary<Object> value = value(column.type());
      values.add(column.required() ? value : value.injectNull(0.3));
    }
    return Combinators.combine(values).as(ArrayList::new);
  }

  private static Arbitrary<Object> value(ColumnType type) {
    Arbitrary<String> text =
        Arbitraries.strings()
            .withCharRange('\0', '\ud7ff')
            .ofMaxLength(30)
            .map(t -> t + "\ud83d\ude80");
    Arbitrary<?> value =
        switch (type) {
          case TIMESTAMP_MICROS, LONG -> Arbitraries.longs();
          case STRING -> text;
          case DOUBLE -> Arbitraries.doubles();
          case BOOLEAN -> Arbitraries.of(true, false);
          case STRING_LIST -> text.list().ofMaxSize(3);
        };
    return value.map(v -> (Object) v);
  }
}
