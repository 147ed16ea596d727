package io.tributary.auth.http;

import java.util.Map;

/**
 * Limits that the JDK's server reads from system properties, once for the process; one that is set
 * already stays.
 */
final class ServerLimits {

  private static final Map<String, String> LIMITS =
      Map.of(
          // Seconds until a request must have arrived and an answer been taken.
          "sun.net.httpserver.maxReqTime", "5",
          "sun.net.httpserver.maxRspTime", "20",
          "sun.net.httpserver.idleInterval", "30",
          // How often the above is looked at, in milliseconds.
          "sun.net.httpserver.timerMillis", "1000",
          "sun.net.httpserver.maxReqHeaders", "64",
          "jdk.httpserver.maxConnections", "1024",
          // Without this an answer waits for a delayed acknowledgement.
          "sun.net.httpserver.nodelay", "true");

  private ServerLimits() {}

  static void set() {
    LIMITS.forEach(
        (name, value) -> {
          if (System.getProperty(name) == null) {
            System.setProperty(name, value);
          }
        });
  }
}
