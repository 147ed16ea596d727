package io.tributary.local.command;

import io.tributary.auth.AuthOptions;
import io.tributary.auth.Deployment;
import io.tributary.auth.dynamo.DynamoOptions;
import io.tributary.auth.dynamo.DynamoState;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/** Options of a service that remembers: in a folder of its own, or in a table shared by several. */
final class StateChoice {

  @Option(
      names = "--state",
      paramLabel = "DIR",
      description = {"Where evidence, audit lines and the journal of used requests are", "kept."})
  private Path folder;

  @Option(
      names = "--revocations",
      paramLabel = "FILE",
      description = {
        "Revocations, one JSON line each; revocations.jsonl in the state",
        "folder by default. Whole lines may be appended while this runs; a",
        "line that does not verify stops all grants."
      })
  private Path revocations;

  @Option(
      names = "--state-table",
      paramLabel = "NAME",
      description = {
        "Instead: a table of DynamoDB for evidence, used requests, allowances",
        "and revocations, which several services of a deployment share."
      })
  private String table;

  @Option(
      names = "--dynamodb-endpoint",
      paramLabel = "URL",
      description = "DynamoDB, where the table is; AWS's own by default.")
  private URI endpoint;

  /** Refuses a call that names no place for the state, or two. */
  void require(CommandSpec command) {
    Map<String, Boolean> given = new LinkedHashMap<>();
    given.put("--state=DIR", folder != null);
    given.put("--state-table=NAME", table != null);
    Alternatives.requireOne(command, "where state is kept", given);
    Alternatives.requireWith(
        command, "--revocations", revocations != null, "--state", folder != null);
    Alternatives.requireWith(
        command, "--dynamodb-endpoint", endpoint != null, "--state-table", table != null);
  }

  AuthOptions options(Deployment deployment) {
    if (folder == null) {
      return AuthOptions.of(deployment);
    }
    AuthOptions options = AuthOptions.of(deployment, folder);
    return revocations == null ? options : options.withRevocationsFile(revocations);
  }

  /** Opens the table; null if the state is in a folder, which try-with-resources passes over. */
  DynamoState openTable(String region, AwsCredentialsProvider credentials) {
    return table == null
        ? null
        : DynamoState.open(
            new DynamoOptions(Optional.ofNullable(endpoint), region, table, credentials));
  }
}
