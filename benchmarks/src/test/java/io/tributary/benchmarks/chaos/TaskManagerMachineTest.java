package io.tributary.benchmarks.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TaskManagerMachineTest {

  @TempDir Path folder;
  private Path spool;
  private Path clock;
  private TaskManagerMachine machine;

  @BeforeEach
  void make() throws IOException {
    spool = folder.resolve("spool");
    clock = folder.resolve("clock");
    machine = new TaskManagerMachine(spool, clock);
  }

  @Test
  void itsClockIsAFile() throws Exception {
    assertThat(clock).hasContent("0");
    machine.setAhead(Duration.ofMinutes(-40));
    assertThat(clock).hasContent("-2400");
  }

  @Test
  void itsDiskIsFilledForItAlone() throws Exception {
    assumeTrue(machine.hasDisk(), "this machine allows no mount");
    Process process =
        new ProcessBuilder(
                machine.onDisk(
                    List.of(
                        "sh",
                        "-c",
                        "echo begun; read line; echo x > "
                            + spool
                            + "/file && echo room; read line")))
            .start();
    try {
      assertThat(process.inputReader().readLine()).isEqualTo("begun");
      machine.fillDisk(process.pid());
      assertThat(spool).isEmptyDirectory();
      machine.freeDisk(process.pid());
      process.outputWriter().append("go on\n").flush();
      assertThat(process.inputReader().readLine()).isEqualTo("room");
      machine.fillDisk(process.pid());
      Path seen = Path.of("/proc/" + process.pid() + "/root" + spool);
      assertThat(Files.getFileStore(seen).getUsableSpace()).isZero();
    } finally {
      process.destroyForcibly().waitFor();
    }
    machine.fillDisk(process.pid());
    assertThat(spool).isEmptyDirectory();
  }
}
