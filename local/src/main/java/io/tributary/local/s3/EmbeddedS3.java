package io.tributary.local.s3;

import io.tributary.local.s3.folder.ObjectFolder;
import io.tributary.local.s3.folder.UploadFolder;
import io.tributary.local.s3.sts.StsFront;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Clock;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;

/**
 * S3 and STS in this process, on the loopback interface.
 *
 * <p>A finished object is the file {@code <root>/<bucket>/<key>}. Everything else, that is
 * metadata, unfinished uploads and the operator's key, lies in {@code <root>-meta} beside it and
 * survives restarts; sessions do not. One process at a time may use a folder.
 *
 * <p>What is checked and what is not: {@code docs/embedded-stack.md}. Thread-safe.
 */
public final class EmbeddedS3 implements AutoCloseable {

  private static final int MAX_THREADS = 64;
  private static final String HOST = "127.0.0.1";

  private final String bucket;
  private final AccessKey operator;
  private final AccessKeys keys;
  private final Server server;
  private final ServerConnector connector;
  private final FileChannel lockFile;

  private EmbeddedS3(
      String bucket, AccessKey operator, AccessKeys keys, S3Servlet servlet, FileChannel lockFile) {
    this.bucket = bucket;
    this.operator = operator;
    this.keys = keys;
    this.lockFile = lockFile;
    QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS);
    threads.setName("embedded-s3");
    threads.setDaemon(true);
    this.server = new Server(threads);
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    // Signatures cover headers as they were sent, and not as Jetty would rather spell them.
    http.setHttpCompliance(HttpCompliance.LEGACY);
    http.setHeaderCacheCaseSensitive(true);
    this.connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
    ServletContextHandler context = new ServletContextHandler();
    context.addServlet(new ServletHolder(servlet), "/*");
    server.setHandler(context);
    server.addConnector(connector);
    // Waiting would wait for idle connections too; what is broken off never becomes visible.
    server.setStopTimeout(0);
  }

  /**
   * Starts a server and makes its bucket if it is not there.
   *
   * @param root folder of the buckets; made if absent
   * @param bucket 3 to 63 of a-z, 0-9 and hyphens
   * @param clock by which sessions end
   * @param port to listen on; 0 for a free one
   * @throws IOException if the folder is in use or the port is taken
   */
  public static EmbeddedS3 start(Path root, String bucket, Clock clock, int port)
      throws IOException {
    Path folder = root.toAbsolutePath().normalize();
    Path meta = folder.resolveSibling(folder.getFileName() + "-meta");
    Files.createDirectories(meta);
    FileChannel lockFile = lock(meta.resolve("lock"));
    try {
      SecureRandom random = new SecureRandom();
      AccessKey operator = OperatorFile.load(meta.resolve("operator"), random);
      ObjectFolder objects = new ObjectFolder(folder, meta);
      objects.createBucket(bucket);
      UploadFolder uploads = new UploadFolder(meta, objects, random, clock);
      AccessKeys keys = new AccessKeys(operator, random, clock);
      S3Servlet servlet =
          new S3Servlet(
              new StsFront(keys, Roles.of(bucket), clock),
              new RequestGate(keys),
              new S3Front(keys, objects, uploads, clock));
      EmbeddedS3 s3 = new EmbeddedS3(bucket, operator, keys, servlet, lockFile);
      s3.listen(port);
      return s3;
    } catch (IOException | RuntimeException e) {
      lockFile.close();
      throw e;
    }
  }

  /** Where S3 answers; path style only. */
  public URI endpoint() {
    return URI.create("http://" + HOST + ":" + connector.getLocalPort());
  }

  /** Where STS answers. */
  public URI stsEndpoint() {
    return endpoint();
  }

  /** The key of the folder's owner: may do everything, and alone may ask STS for sessions. */
  public AwsBasicCredentials operatorCredentials() {
    return AwsBasicCredentials.create(operator.id(), operator.secret());
  }

  /** The role that writes and reads objects of the bucket. */
  public String uploadRoleArn() {
    return Roles.uploadArn();
  }

  /** The role that reads objects of the bucket. */
  public String readRoleArn() {
    return Roles.readArn();
  }

  /** The bucket. */
  public String bucket() {
    return bucket;
  }

  /** Ends all sessions now, whatever life they have left; their owners fetch new ones. */
  public void endSessions() {
    keys.endSessions();
  }

  /** Breaks off running requests, frees the port and the folder. Unfinished uploads stay. */
  @Override
  public void close() throws IOException {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IOException("the embedded S3 did not stop", e);
    } finally {
      lockFile.close();
    }
  }

  private void listen(int port) throws IOException {
    connector.setHost(HOST);
    connector.setPort(port);
    try {
      server.start();
    } catch (Exception e) {
      try {
        server.stop();
      } catch (Exception stopping) {
        e.addSuppressed(stopping);
      }
      throw new IOException("the embedded S3 cannot listen on port " + port, e);
    }
  }

  private static FileChannel lock(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock = null;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      throw new IOException("another store of this process uses the folder of " + file, e);
    } finally {
      if (lock == null) {
        channel.close();
      }
    }
    if (lock == null) {
      throw new IOException("another process uses the folder of " + file);
    }
    return channel;
  }
}
