package io.tributary.auth;

import io.tributary.auth.replay.MemoryQuota;
import io.tributary.auth.replay.MemoryReplayStore;
import io.tributary.auth.replay.ReplayJournal;
import io.tributary.hotkey.access.AccessException;
import io.tributary.hotkey.access.AccessPurpose;
import io.tributary.hotkey.access.AccessRequest;
import io.tributary.hotkey.access.IssuedCredentials;
import io.tributary.hotkey.access.Purpose;
import io.tributary.hotkey.access.Revocation;
import io.tributary.hotkey.access.SessionGrants;
import io.tributary.hotkey.access.SignedAccessRequest;
import io.tributary.hotkey.access.SignedGrant;
import io.tributary.hotkey.access.SignedRevocation;
import io.tributary.hotkey.identity.LocalSigner;
import io.tributary.hotkey.identity.Signer;
import io.tributary.hotkey.identity.Ss58;
import io.tributary.hotkey.registry.HotkeyRegistry;
import io.tributary.hotkey.registry.Registration;
import io.tributary.hotkey.registry.RegistryUnavailableException;
import io.tributary.hotkey.wire.Octets;
import io.tributary.schemas.Hotkey;
import io.tributary.schemas.SourceId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** A small subnet with a service on it; every part can be turned by a test. */
public final class World
    implements InstantSource, HotkeyRegistry, RevocationStore, StsPort, ReplayJournal {

  public static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
  public static final Set<SourceId> BOTH = EnumSet.allOf(SourceId.class);

  public final LocalSigner miner = signer(1);
  public final LocalSigner otherMiner = signer(2);
  public final LocalSigner session = signer(3);
  public final LocalSigner sink = signer(4);
  public final LocalSigner stranger = signer(5);
  public final LocalSigner validator = signer(6);
  public final Deployment deployment =
      new Deployment("main", 13, "lake", Set.of(Octets.of(sink.publicKey())));
  public final Map<Hotkey, Registration> registered = new HashMap<>();
  public final List<RoleSession> sessions = new CopyOnWriteArrayList<>();
  public final Map<String, Instant> journal = new HashMap<>();
  public final Random random = new Random(7);

  public Instant now = START.plusSeconds(600);
  public boolean registryDown;
  public boolean revocationsDown;
  private RevocationStore revocations = this;
  public final List<Revocation> revoked = new CopyOnWriteArrayList<>();
  public boolean journalBroken;
  public StsException stsFailure;
  public Admission admission = admission(100);

  public World() {
    registered.put(miner.hotkey(), new Registration(1, false, 0));
    registered.put(otherMiner.hotkey(), new Registration(2, false, 50_000));
    registered.put(validator.hotkey(), new Registration(3, true, 10_000));
  }

  public static LocalSigner signer(int seed) {
    byte[] secret = new byte[32];
    Arrays.fill(secret, (byte) seed);
    return LocalSigner.fromMiniSecret(secret);
  }

  public Admission admission(int quota) {
    return admission(new QuotaLimits(quota, 1_000_000, 1_000_000, 1L << 40));
  }

  public Admission admission(QuotaLimits quota) {
    try {
      return new Admission(
          this,
          10_000,
          revocations,
          new MemoryReplayStore(START, 1000, 500, this),
          new MemoryQuota(quota),
          this);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** With revocations from this store, and a quota that does not matter. */
  public void revocationsFrom(RevocationStore store) {
    revocations = store;
    admission = admission(1000);
  }

  public CredentialIssuer issuer() {
    return new CredentialIssuer(deployment, ClockWindow.V2, Duration.ofDays(90), this, admission);
  }

  public V1CredentialIssuer v1() {
    return new V1CredentialIssuer(deployment, ClockWindow.V1, this, admission);
  }

  public Issued issue(SignedAccessRequest signed) throws AccessException {
    SignedAccessRequest received = SignedAccessRequest.fromJson(signed.toJson());
    AccessRequest request = AccessRequest.decode(received.body().bytes());
    return issuer().issue(received, request, "00112233445566778899aabbccddeeff");
  }

  /** An upload by the miner's session key, in order; to be turned by a test. */
  public AccessRequest upload() {
    return upload(miner.hotkey(), session, BOTH);
  }

  public AccessRequest upload(Hotkey hotkey, Signer requester, Set<SourceId> sources) {
    return AccessRequest.upload(
        "main",
        13,
        hotkey,
        Octets.of(requester.publicKey()),
        Octets.of(sink.publicKey()),
        sources,
        nonce(),
        now,
        Duration.ofMinutes(5));
  }

  public AccessRequest read(Signer requester, Hotkey reader, Hotkey target) {
    return AccessRequest.read(
        "main",
        13,
        reader,
        Octets.of(requester.publicKey()),
        target,
        BOTH,
        nonce(),
        now,
        Duration.ofMinutes(5));
  }

  public Octets nonce() {
    byte[] nonce = new byte[16];
    random.nextBytes(nonce);
    return Octets.of(nonce);
  }

  public SignedGrant grant(Purpose purpose, Set<SourceId> sources) {
    return grant(miner, session, "main", purpose, sources, now.plus(Duration.ofDays(1)));
  }

  public SignedGrant grant(
      Signer by, Signer to, String audience, Purpose purpose, Set<SourceId> sources, Instant end) {
    Instant begin = now.minus(Duration.ofDays(1));
    return SessionGrants.issue(
        by, audience, 13, to.publicKey(), purpose, sources, begin, end, random);
  }

  public SignedAccessRequest signed(AccessRequest request) {
    return SignedAccessRequest.sign(
        request, session, Optional.of(grant(Purpose.ACCESS, BOTH)), Optional.of(sink));
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public Optional<Registration> find(Hotkey hotkey) throws RegistryUnavailableException {
    if (registryDown) {
      throw new RegistryUnavailableException("the registry is down", null);
    }
    return Optional.ofNullable(registered.get(hotkey));
  }

  @Override
  public IssuedCredentials assume(RoleSession wanted) throws StsException {
    if (stsFailure != null) {
      throw stsFailure;
    }
    sessions.add(wanted);
    return new IssuedCredentials(
        "AKIDEXAMPLE", "very-secret-key", "very-secret-token", now.plus(wanted.duration()));
  }

  public RoleSession lastSession() {
    return sessions.get(sessions.size() - 1);
  }

  public boolean uploads() {
    return lastSession().role() == AccessPurpose.UPLOAD;
  }

  /** The miner takes back what it granted to the session key, or all that it granted. */
  public SignedRevocation revocation(Signer by, Optional<Signer> session) {
    return SignedRevocation.sign(
        new Revocation(
            "main",
            13,
            Ss58.encode(by.publicKey()),
            session.map(signer -> Octets.of(signer.publicKey())),
            now),
        by);
  }

  @Override
  public List<Revocation> of(Hotkey hotkey) throws IOException {
    if (revocationsDown) {
      throw new IOException("the revocations are down");
    }
    return revoked.stream().filter(one -> one.hotkey().equals(hotkey)).toList();
  }

  @Override
  public void add(SignedRevocation signed, Revocation revocation) throws IOException {
    if (revocationsDown) {
      throw new IOException("the revocations are down");
    }
    revoked.add(revocation);
  }

  @Override
  public Map<String, Instant> load(Instant at) {
    return Map.copyOf(journal);
  }

  @Override
  public void append(String key, Instant until) throws IOException {
    if (journalBroken) {
      throw new IOException("the disk is full");
    }
    journal.put(key, until);
  }
}
