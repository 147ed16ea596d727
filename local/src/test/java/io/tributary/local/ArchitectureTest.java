package io.tributary.local;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which room may know of which: the arrows between modules, and what none of them may use. */
@AnalyzeClasses(
    packages = "io.tributary",
    importOptions = {
      ImportOption.DoNotIncludeTests.class,
      ArchitectureTest.DoNotIncludeGenerated.class
    })
class ArchitectureTest {

  /** Leaves out what Avro generates. */
  static final class DoNotIncludeGenerated implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return !location.contains("/io/tributary/schemas/avro/");
    }
  }

  private static final Pattern MODULE = Pattern.compile("io\\.tributary\\.(\\w+)(\\..*)?");

  /** A module, and all those that it may know of beside itself. */
  private static final Map<String, Set<String>> MAY_KNOW =
      Map.of(
          "schemas", Set.of(),
          "hotkey", Set.of("schemas"),
          "auth", Set.of("schemas", "hotkey"),
          "lake", Set.of("schemas", "hotkey"),
          "connectors", Set.of("schemas", "hotkey", "lake"),
          "jobs", Set.of("schemas", "hotkey", "lake", "connectors"),
          "local", Set.of("schemas", "hotkey", "auth", "lake", "connectors", "jobs"));

  /** Internal classes that another module uses on purpose: to whom each is open. */
  private static final Map<String, Set<String>> OPEN_INTERNALS =
      Map.of("io.tributary.connectors.sink.internal.MinerRowCodec", Set.of("jobs"));

  @ArchTest
  static final ArchRule arrows =
      classes()
          .should(new OnlyFollowArrows())
          .because("an arrow means 'may import' and nothing else may: see docs/architecture.md");

  @ArchTest
  static final ArchRule internals =
      classes()
          .should(new RespectInternals())
          .because("what is in 'internal' may change without notice to other modules");

  @ArchTest
  static final ArchRule noFlinkWhereFilesAndKeysLive =
      noClasses()
          .that(areIn("schemas", "hotkey", "lake", "auth"))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.flink..", "org.apache.kafka..");

  @ArchTest
  static final ArchRule noAwsWhereFilesAndKeysLive =
      noClasses()
          .that(areIn("schemas", "hotkey", "lake"))
          .should()
          .dependOnClassesThat()
          .resideInAPackage("software.amazon.awssdk..");

  @ArchTest
  static final ArchRule noEmbeddedPartsOutsideLocal =
      noClasses()
          .that(areIn("schemas", "hotkey", "auth", "lake", "connectors", "jobs"))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.gaul..", "kafka..", "org.duckdb..", "org.sqlite..", "picocli..");

  @ArchTest
  static final ArchRule noKryo =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.esotericsoftware..")
          .because("every type in state and on the wire has a serializer of its own");

  @ArchTest
  static final ArchRule noForeignInternals =
      noClasses()
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("org.apache.flink.shaded..", "org.apache.hadoop.shaded..")
                  .or(resideInAnyPackage("sun..", "com.sun.crypto..")))
          .because("shaded and internal classes of others move between their releases");

  @ArchTest
  static final ArchRule noOldDates =
      noClasses()
          .should()
          .dependOnClassesThat(
              describe("are dates of before java.time", ArchitectureTest::isOldDate))
          .because("times are Instants in UTC");

  @ArchTest
  static final ArchRule noStandardOutputOutsideLocal =
      noClasses()
          .that(areIn("schemas", "hotkey", "auth", "lake", "connectors", "jobs"))
          .and()
          .doNotHaveSimpleName("IngestJob")
          .and()
          .doNotHaveSimpleName("ValidationJob")
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err")
          .orShould()
          .callMethod(Throwable.class, "printStackTrace")
          .because("only mains speak to the console: the jobs answer a call for help");

  @ArchTest
  static final ArchRule noExitOutsideMain =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName(Tributary.class.getName())
          .and()
          .doNotHaveFullyQualifiedName(Verify.class.getName())
          .should()
          .callMethod(System.class, "exit", int.class);

  @ArchTest
  static final ArchRule noFlinkWhereOthersCheck =
      noClasses()
          .that()
          .haveFullyQualifiedName(Verify.class.getName())
          .or()
          .resideInAPackage("io.tributary.local.verify..")
          .should()
          .transitivelyDependOnClassesThat()
          .resideInAnyPackage("org.apache.flink..", "io.tributary.jobs..")
          .because("who checks a deployment runs none");

  private static boolean isOldDate(JavaClass type) {
    return Set.of("java.util.Date", "java.util.Calendar", "java.text.SimpleDateFormat")
        .contains(type.getFullName());
  }

  private static DescribedPredicate<JavaClass> areIn(String... modules) {
    Set<String> names = Set.of(modules);
    return describe("are in " + new TreeSet<>(names), type -> names.contains(moduleOf(type)));
  }

  /** The module of a class, empty for classes of others. */
  private static String moduleOf(JavaClass type) {
    Matcher matcher = MODULE.matcher(type.getPackageName());
    return matcher.matches() ? matcher.group(1) : "";
  }

  private static final class OnlyFollowArrows extends ArchCondition<JavaClass> {

    OnlyFollowArrows() {
      super("only know modules that an arrow leads to");
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
      String from = moduleOf(type);
      Set<String> allowed = MAY_KNOW.get(from);
      if (allowed == null) {
        events.add(SimpleConditionEvent.violated(type, type.getName() + " is in no known module"));
        return;
      }
      for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
        String to = moduleOf(dependency.getTargetClass());
        if (!to.isEmpty() && !to.equals(from) && !allowed.contains(to)) {
          events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription()));
        }
      }
    }
  }

  private static final class RespectInternals extends ArchCondition<JavaClass> {

    RespectInternals() {
      super("not use internal packages of another module");
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
      String from = moduleOf(type);
      for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
        JavaClass target = dependency.getTargetClass();
        String to = moduleOf(target);
        if (!to.isEmpty() && !to.equals(from) && isInternal(target) && !isOpenTo(target, from)) {
          events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription()));
        }
      }
    }

    private static boolean isInternal(JavaClass type) {
      return Arrays.asList(type.getPackageName().split("\\.", -1)).contains("internal");
    }

    private static boolean isOpenTo(JavaClass target, String module) {
      return OPEN_INTERNALS.getOrDefault(target.getName(), Set.of()).contains(module);
    }
  }
}
