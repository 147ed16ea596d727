package io.tributary.local.verify;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.ClientDnsLookup;
import org.apache.kafka.clients.ClientUtils;
import org.apache.kafka.common.KafkaException;

/**
 * Whether what answers at an address speaks Kafka's protocol in the clear. Kafka's client takes the
 * first four bytes of an answer for its length and reserves that much memory: more than there is
 * when another server's text, or a TLS record, stands there.
 */
final class BrokerProbe {

  private static final short API_VERSIONS = 18;
  private static final short FIRST_VERSION = 0;
  private static final short NO_CLIENT_NAME = -1;
  private static final int REQUEST_BYTES = 10;
  private static final int CORRELATION = 0x54726962;
  private static final int MOST_ANSWER_BYTES = 1 << 20;

  private final Duration patience;

  /**
   * A probe.
   *
   * @param patience how long a connection, and each part of an answer, may take
   */
  BrokerProbe(Duration patience) {
    this.patience = patience;
  }

  /**
   * Refuses addresses at one of which something else than Kafka answers. Those where nothing does
   * are left to Kafka's client, which tries the others.
   *
   * @param bootstrap {@code HOST:PORT}, several with commas between them
   * @throws IOException if something else answers
   */
  void require(String bootstrap) throws IOException {
    for (InetSocketAddress address : addresses(bootstrap)) {
      if (answersOtherwise(address)) {
        throw new IOException(
            "Kafka at "
                + bootstrap
                + " cannot be read: what answers at port "
                + address.getPort()
                + " of "
                + address.getHostString()
                + " does not speak Kafka's protocol, or not in the clear");
      }
    }
  }

  private static List<InetSocketAddress> addresses(String bootstrap) {
    try {
      return ClientUtils.parseAndValidateAddresses(
          List.of(bootstrap.strip().split("\\s*,\\s*")), ClientDnsLookup.USE_ALL_DNS_IPS);
    } catch (KafkaException e) {
      // The client will say what is wrong with them.
      return List.of();
    }
  }

  private boolean answersOtherwise(InetSocketAddress address) {
    int millis = Math.toIntExact(patience.toMillis());
    try (Socket socket = new Socket()) {
      socket.connect(address, millis);
      socket.setSoTimeout(millis);
      socket.getOutputStream().write(request());
      DataInputStream answer = new DataInputStream(socket.getInputStream());
      int length = answer.readInt();
      return length < Integer.BYTES
          || length > MOST_ANSWER_BYTES
          || answer.readInt() != CORRELATION;
    } catch (IOException e) {
      // No answer, or none in time.
      return false;
    }
  }

  /** The request that every broker takes from everybody, in its first version. */
  private static byte[] request() {
    return ByteBuffer.allocate(Integer.BYTES + REQUEST_BYTES)
        .putInt(REQUEST_BYTES)
        .putShort(API_VERSIONS)
        .putShort(FIRST_VERSION)
        .putInt(CORRELATION)
        .putShort(NO_CLIENT_NAME)
        .array();
  }
}
