package io.tributary.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.hotkey.access.AccessException;
import io.tributary.hotkey.access.AccessReason;
import io.tributary.hotkey.access.AccessRequest;
import io.tributary.hotkey.access.Purpose;
import io.tributary.hotkey.access.RequestedFile;
import io.tributary.hotkey.access.SignedAccessRequest;
import io.tributary.hotkey.identity.Signer;
import io.tributary.hotkey.wire.Octets;
import io.tributary.schemas.Hotkey;
import io.tributary.schemas.SourceId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** One request for many files of one hotkey, in the inbox. */
class InboxRequestTest {

  private static final Octets DIGEST = Octets.of(new byte[32]);
  private static final Set<SourceId> X = EnumSet.of(SourceId.X);

  private final World world = new World();
  private final Hotkey miner = world.miner.hotkey();

  private String path(Hotkey hotkey, int source, String file) {
    return "inbox/data/" + source + "/" + hotkey + "/" + file;
  }

  private AccessRequest request(Signer requester, Set<SourceId> sources, String... paths) {
    List<RequestedFile> files = new ArrayList<>();
    for (String path : paths) {
      files.add(new RequestedFile(path, DIGEST, 1_000));
    }
    return AccessRequest.inbox(
        "main",
        13,
        miner,
        Octets.of(requester.publicKey()),
        sources,
        files,
        world.nonce(),
        world.now,
        Duration.ofMinutes(5));
  }

  private Issued issue(AccessRequest request) throws AccessException {
    return world.issue(
        SignedAccessRequest.sign(request, world.miner, Optional.empty(), Optional.empty()));
  }

  private void refused(AccessReason reason, Set<SourceId> sources, String... paths) {
    refused(reason, request(world.miner, sources, paths));
  }

  private void refused(AccessReason reason, AccessRequest request) {
    int before = world.sessions.size();
    assertThatThrownBy(() -> issue(request))
        .isInstanceOf(AccessException.class)
        .hasMessageMatching(".{8,}")
        .extracting(e -> ((AccessException) e).reason())
        .isEqualTo(reason);
    assertThat(world.sessions).hasSize(before);
  }

  @Test
  void opensExactlyTheFilesNamedAndNothingToRead() throws Exception {
    String a = path(miner, 2, "a.parquet");
    String b = path(miner, 1, "b.parquet");
    Issued issued = issue(request(world.miner, World.BOTH, a, b));
    assertThat(issued.scope()).containsExactly(a, b);
    assertThat(world.lastSession().name()).startsWith("inbox-");
    assertThat(world.lastSession().policy())
        .isEqualTo(
            ("{'Version':'2012-10-17','Statement':[{'Effect':'Allow','Action':['s3:PutObject',"
                    + "'s3:AbortMultipartUpload','s3:ListMultipartUploadParts'],'Resource':"
                    + "['arn:aws:s3:::lake/A','arn:aws:s3:::lake/B']}]}")
                .replace('\'', '"')
                .replace("lake/A", "lake/" + a)
                .replace("lake/B", "lake/" + b));
  }

  @Test
  void needsNoSinkAndTakesNone() throws Exception {
    AccessRequest plain = request(world.miner, X, path(miner, 2, "a"));
    AccessRequest withSink =
        new AccessRequest(
            plain.audience(),
            plain.netuid(),
            plain.route(),
            plain.purpose(),
            plain.hotkey(),
            plain.requesterKey(),
            Optional.of(Octets.of(world.sink.publicKey())),
            plain.miner(),
            plain.sources(),
            plain.prefixes(),
            plain.files(),
            plain.nonce(),
            plain.issuedAt(),
            plain.expiry());
    refused(AccessReason.MALFORMED, withSink);
    issue(plain);
  }

  @Test
  void aGrantForAccessServesItsSources() throws Exception {
    AccessRequest request = request(world.session, X, path(miner, 2, "a"));
    world.issue(
        SignedAccessRequest.sign(
            request, world.session, Optional.of(world.grant(Purpose.ACCESS, X)), Optional.empty()));
    AccessRequest other = request(world.session, EnumSet.of(SourceId.REDDIT), path(miner, 1, "a"));
    assertThatThrownBy(
            () ->
                world.issue(
                    SignedAccessRequest.sign(
                        other,
                        world.session,
                        Optional.of(world.grant(Purpose.ACCESS, X)),
                        Optional.empty())))
        .isInstanceOf(AccessException.class)
        .extracting(e -> ((AccessException) e).reason())
        .isEqualTo(AccessReason.GRANT_SCOPE);
  }

  @Test
  void otherPathsAreRefused() {
    Hotkey other = world.otherMiner.hotkey();
    refused(AccessReason.PATH_FOREIGN, X, path(other, 2, "a"));
    refused(AccessReason.PATH_FOREIGN, X, path(miner, 1, "a"));
    refused(AccessReason.PATH_FOREIGN, World.BOTH, path(miner, 1, "a"));
    refused(AccessReason.MALFORMED, X, path(miner, 2, "a"), path(miner, 2, "a"));
    refused(AccessReason.MALFORMED, X);
    refused(AccessReason.PATH_MALFORMED, X, "data/2/" + miner + "/a");
    refused(AccessReason.PATH_MALFORMED, X, "inbox/inbox/data/2/" + miner + "/a");
    refused(AccessReason.PATH_MALFORMED, X, "inbox/data/x/" + miner + "/a");
    refused(AccessReason.PATH_MALFORMED, X, "inbox/data/3/" + miner + "/a");
    for (String file :
        List.of("*", "a?", "${aws:username}", "..", ".", "a/b", "", "a%2eb", "a b", "ａ", "a..b")) {
      refused(AccessReason.PATH_MALFORMED, X, path(miner, 2, file));
    }
    refused(AccessReason.ADDRESS_INVALID, X, "inbox/data/2/" + "*".repeat(48) + "/a");
  }

  @Test
  void moreThanOneSessionCanBeLimitedToIsRefused() {
    String[] paths = new String[AccessRequest.MOST_FILES];
    for (int i = 0; i < paths.length; i++) {
      paths[i] = path(miner, 2, i + "x".repeat(127));
    }
    refused(AccessReason.SCOPE_TOO_LARGE, X, paths);
  }

  @Test
  void filesAndBytesOfADayAreCounted() throws Exception {
    world.admission = world.admission(new QuotaLimits(100, 100, 3, 5_000));
    issue(request(world.miner, X, path(miner, 2, "a"), path(miner, 2, "b")));
    refused(AccessReason.DAY_QUOTA_EXCEEDED, X, path(miner, 2, "c"), path(miner, 2, "d"));
    issue(request(world.miner, X, path(miner, 2, "c")));
    refused(AccessReason.DAY_QUOTA_EXCEEDED, X, path(miner, 2, "d"));
    world.now = world.now.plus(Duration.ofDays(1));
    issue(request(world.miner, X, path(miner, 2, "d"), path(miner, 2, "e"), path(miner, 2, "f")));
    world.admission = world.admission(new QuotaLimits(100, 100, 100, 1_999));
    refused(AccessReason.DAY_QUOTA_EXCEEDED, X, path(miner, 2, "g"), path(miner, 2, "h"));
    issue(request(world.miner, X, path(miner, 2, "g")));
  }
}
