package io.tributary.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No defect goes without its test. */
class DefectsAreTestedTest {

  @Test
  void everyDefectHasATestByItsNumber() {
    assertThat(tested(PrototypeDefectsTest.class)).isEqualTo(numbered("a", 33));
    assertThat(tested(SuccessorDefectsTest.class)).isEqualTo(numbered("t", 10));
  }

  private static List<String> tested(Class<?> type) {
    return Stream.of(type.getDeclaredMethods())
        .filter(method -> method.isAnnotationPresent(Test.class))
        .map(Method::getName)
        .map(name -> name.substring(0, name.indexOf('_')))
        .sorted()
        .toList();
  }

  private static List<String> numbered(String letter, int most) {
    return IntStream.rangeClosed(1, most)
        .mapToObj(i -> String.format("%s%02d", letter, i))
        .toList();
  }
}
