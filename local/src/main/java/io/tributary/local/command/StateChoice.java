package io.tributary.local.command;

import io.tributary.auth.AuthOptions;
import io.tributary.auth.Deployment;
import io.tributary.auth.dynamo.DynamoOptions;
import io.tributary.auth.dynamo.DynamoState;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/** Options of a service that remembers: in a folder of its own, or in a table shared by several. */
final class StateChoice {

  /** One of these. */
  private static final class Where {

    @ArgGroup(exclusive = false)
    private InFolder folder;

    @ArgGroup(exclusive = false)
    private InTable table;
  }

  private static final class InFolder {

    @Option(
        names = "--state",
        required = true,
        paramLabel = "DIR",
        description = "Where evidence, audit lines and the journal of used requests are kept.")
    private Path folder;

    @Option(
        names = "--revocations",
        paramLabel = "FILE",
        description = {
          "Revocations, one JSON line each; revocations.jsonl in the state folder by default. Whole",
          "lines may be appended while this runs; a line that does not verify stops all grants."
        })
    private Path revocations;
  }

  private static final class InTable {

    @Option(
        names = "--state-table",
        required = true,
        paramLabel = "NAME",
        description = {
          "Instead: a table of DynamoDB for evidence, used requests, allowances and revocations,",
          "which several services of a deployment share."
        })
    private String table;

    @Option(
        names = "--dynamodb-endpoint",
        paramLabel = "URL",
        description = "DynamoDB, where the table is; AWS's own by default.")
    private URI endpoint;
  }

  @ArgGroup(exclusive = true, multiplicity = "1")
  private Where where;

  AuthOptions options(Deployment deployment) {
    if (where.folder == null) {
      return AuthOptions.of(deployment);
    }
    AuthOptions options = AuthOptions.of(deployment, where.folder.folder);
    return where.folder.revocations == null
        ? options
        : options.withRevocationsFile(where.folder.revocations);
  }

  /** Opens the table; null if the state is in a folder, which try-with-resources passes over. */
  DynamoState openTable(String region, AwsCredentialsProvider credentials) {
    return where.table == null
        ? null
        : DynamoState.open(
            new DynamoOptions(
                Optional.ofNullable(where.table.endpoint), region, where.table.table, credentials));
  }
}
