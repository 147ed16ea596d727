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

    @Option(
        names = "--state",
        required = true,
        paramLabel = "DIR",
        description = "Where evidence, audit lines and the journal of used requests are kept.")
    private Path folder;

    @Option(
        names = "--state-table",
        required = true,
        paramLabel = "NAME",
        description = {
          "Instead: a table of DynamoDB for evidence, used requests, allowances and revocations,",
          "which several services of a deployment share."
        })
    private String table;
  }

  @ArgGroup(exclusive = true, multiplicity = "1")
  private Where where;

  @Option(
      names = "--dynamodb-endpoint",
      paramLabel = "URL",
      description = "DynamoDB, where the table is; AWS's own by default.")
  private URI endpoint;

  AuthOptions options(Deployment deployment) {
    return where.folder == null
        ? AuthOptions.of(deployment)
        : AuthOptions.of(deployment, where.folder);
  }

  /** Opens the table; null if the state is in a folder, which try-with-resources passes over. */
  DynamoState openTable(String region, AwsCredentialsProvider credentials) {
    return where.table == null
        ? null
        : DynamoState.open(
            new DynamoOptions(Optional.ofNullable(endpoint), region, where.table, credentials));
  }
}
