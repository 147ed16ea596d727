package io.tributary.benchmarks.faults;

import io.tributary.auth.RoleSession;
import io.tributary.auth.StsException;
import io.tributary.auth.StsPort;
import io.tributary.connectors.credentials.AuthUnavailableException;
import io.tributary.connectors.credentials.CredentialSource;
import io.tributary.hotkey.access.AccessPurpose;
import io.tributary.hotkey.access.IssuedCredentials;
import io.tributary.schemas.Hotkey;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Sessions to read each miner's files; in bad weather none are to be had. Thread-safe. */
final class StormySessions implements CredentialSource {

  private final StsPort sts;
  private final String policy;
  private final Weather weather;
  private final Map<Hotkey, IssuedCredentials> sessions = new HashMap<>();

  StormySessions(StsPort sts, String bucket, Weather weather) {
    this.sts = sts;
    this.weather = weather;
    this.policy =
        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"s3:GetObject\","
            + "\"Resource\":\"arn:aws:s3:::"
            + bucket
            + "/data/*\"},{\"Effect\":\"Allow\",\"Action\":\"s3:ListBucket\",\"Resource\":\"arn:aws:s3:::"
            + bucket
            + "\"}]}";
  }

  @Override
  public synchronized IssuedCredentials forMiner(Hotkey hotkey) throws AuthUnavailableException {
    if (weather.strikes(Fault.NO_CREDENTIALS)) {
      throw new AuthUnavailableException("as planned", null);
    }
    IssuedCredentials known = sessions.get(hotkey);
    if (known != null) {
      return known;
    }
    try {
      IssuedCredentials issued =
          sts.assume(new RoleSession(AccessPurpose.READ, "reader", policy, Duration.ofHours(1)));
      sessions.put(hotkey, issued);
      return issued;
    } catch (StsException e) {
      throw new AuthUnavailableException("no session: " + e.getMessage(), e);
    }
  }

  @Override
  public synchronized void invalidate(Hotkey hotkey, IssuedCredentials refused) {
    sessions.remove(hotkey, refused);
  }

  @Override
  public void close() {}
}
