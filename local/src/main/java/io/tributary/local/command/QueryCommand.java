package io.tributary.local.command;

import io.tributary.local.query.JsonLinesSink;
import io.tributary.local.query.LakeQuery;
import io.tributary.local.query.QueryException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code query}: SQL over a lake in a folder. */
@Command(
    name = "query",
    header = "Ask a lake in a folder by SQL.",
    description = {
      "Opens the views x and reddit over the lake's files and runs one SELECT (or WITH, FROM,",
      "DESCRIBE, SUMMARIZE, SHOW). Besides its table's columns each view has source,",
      "miner_hotkey and file. Times are UTC."
    })
public final class QueryCommand implements Callable<Integer> {

  private static final int WIDEST_CELL = 60;

  @Option(
      names = "--lake",
      required = true,
      paramLabel = "DIR",
      description = "The bucket's folder, which holds 'data': of a demo, s3/<bucket>.")
  private Path lake;

  @Option(names = "--json", description = "Answer one JSON object a row and line.")
  private boolean json;

  @Parameters(paramLabel = "SQL", description = "The query.")
  private String sql;

  private final Streams streams;

  public QueryCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() throws IOException, QueryException {
    try (LakeQuery query = LakeQuery.open(lake)) {
      if (json) {
        writeJson(query);
      } else {
        for (String line : query.table(sql, WIDEST_CELL)) {
          streams.line(line);
        }
      }
    }
    return ExitCode.OK;
  }

  private void writeJson(LakeQuery query) throws IOException, QueryException {
    BufferedOutputStream buffer = new BufferedOutputStream(streams.out(), 64 * 1024);
    PrintStream out = new PrintStream(buffer, false, StandardCharsets.UTF_8);
    query.run(sql, new JsonLinesSink(out));
    if (out.checkError()) {
      throw new IOException("standard output was closed");
    }
  }
}
