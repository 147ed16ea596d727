package io.tributary.benchmarks.chaos;

import java.io.IOException;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.ProtectionDomain;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.apache.flink.shaded.asm9.org.objectweb.asm.ClassReader;
import org.apache.flink.shaded.asm9.org.objectweb.asm.ClassVisitor;
import org.apache.flink.shaded.asm9.org.objectweb.asm.ClassWriter;
import org.apache.flink.shaded.asm9.org.objectweb.asm.MethodVisitor;
import org.apache.flink.shaded.asm9.org.objectweb.asm.Opcodes;

/**
 * Gives a process a clock that can be set: whatever is on its class path asks this class for the
 * time of day. Intervals are measured as ever, as on a machine whose clock is set. Thread-safe.
 */
public final class ClockAgent {

  private static final String SELF = ClockAgent.class.getName().replace('.', '/');
  private static final Duration POLL = Duration.ofMillis(200);

  private static final SteppingClock CLOCK = new SteppingClock();

  private ClockAgent() {}

  /**
   * Begins, before the program does.
   *
   * @param file holds the seconds by which the clock is ahead; it may change at any time
   */
  public static void premain(String file, Instrumentation instrumentation) {
    instrumentation.addTransformer(new Redirection());
    Thread watch = new Thread(() -> follow(Path.of(file)), "chaos-clock");
    watch.setDaemon(true);
    watch.start();
  }

  private static void follow(Path file) {
    try {
      while (true) {
        CLOCK.step(Duration.ofSeconds(Long.parseLong(Files.readString(file).strip())));
        TimeUnit.NANOSECONDS.sleep(POLL.toNanos());
      }
    } catch (IOException | NumberFormatException e) {
      System.err.println("the clock cannot be set any more: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** In place of {@link System#currentTimeMillis}. */
  public static long currentTimeMillis() {
    return CLOCK.millis();
  }

  /** In place of {@link Clock#systemUTC}. */
  public static Clock systemUTC() {
    return CLOCK;
  }

  /** In place of {@link Instant#now()}. */
  public static Instant now() {
    return CLOCK.instant();
  }

  /** The clock of this process. */
  static SteppingClock clock() {
    return CLOCK;
  }

  /** The same class, but it asks this one for the time of day. */
  static byte[] redirect(byte[] classFile) {
    ClassReader reader = new ClassReader(classFile);
    ClassWriter writer = new ClassWriter(reader, 0);
    reader.accept(new Calls(writer), 0);
    return writer.toByteArray();
  }

  /** Sends calls to the clock here. */
  private static final class Redirection implements ClassFileTransformer {
    @Override
    public byte[] transform(
        ClassLoader loader,
        String name,
        Class<?> redefined,
        ProtectionDomain domain,
        byte[] classFile) {
      // Other loaders, as that of Flink's remote calls, do not see this class.
      if (loader != ClassLoader.getSystemClassLoader()
          || name == null
          || isOfTheClock(name)
          || !asksForTime(classFile)) {
        return null;
      }
      return redirect(classFile);
    }

    private static boolean isOfTheClock(String name) {
      return name.equals(SELF) || name.endsWith("/SteppingClock");
    }

    /** Most classes do not, and need not be looked at more closely. */
    private static boolean asksForTime(byte[] classFile) {
      String constants = new String(classFile, StandardCharsets.ISO_8859_1);
      return constants.contains("currentTimeMillis")
          || constants.contains("systemUTC")
          || constants.contains("java/time/Instant");
    }
  }

  /** The calls of all methods of a class. */
  private static final class Calls extends ClassVisitor {
    Calls(ClassVisitor next) {
      super(Opcodes.ASM9, next);
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
      return new MethodVisitor(Opcodes.ASM9, next) {
        @Override
        public void visitMethodInsn(
            int opcode, String owner, String called, String type, boolean ofInterface) {
          boolean time = opcode == Opcodes.INVOKESTATIC && isTime(owner, called, type);
          super.visitMethodInsn(opcode, time ? SELF : owner, called, type, ofInterface);
        }
      };
    }

    private static boolean isTime(String owner, String called, String type) {
      return switch (owner + "." + called + type) {
        case "java/lang/System.currentTimeMillis()J",
            "java/time/Clock.systemUTC()Ljava/time/Clock;",
            "java/time/Instant.now()Ljava/time/Instant;" ->
            true;
        default -> false;
      };
    }
  }
}
