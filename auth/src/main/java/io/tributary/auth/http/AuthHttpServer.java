package io.tributary.auth.http;

import io.tributary.auth.service.AuthService;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The service over plain HTTP/1.1. Requests arrive, and answers leave, without a thread waiting for
 * them, so that slow clients cost memory for a few seconds and nothing else; decisions are made by
 * a fixed number of threads. Put TLS and a public address in front of it. Thread-safe.
 */
public final class AuthHttpServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(AuthHttpServer.class);
  private static final int BACKLOG = 1024;
  private static final int HEADER_BYTES = 8 * 1024;
  private static final int ANSWER_BYTES = 4 * 1024;
  private static final int IO_THREADS = 8;

  /** What is under way may take as long as the token service may. */
  private static final int STOP_SECONDS = 15;

  private final Connections connections;
  private final ThreadPoolExecutor deciders;
  private final Server server;
  private final ServerConnector connector;

  /**
   * Binds the address and starts to answer.
   *
   * @param address where to listen; port 0 takes a free one
   * @param threadCount how many requests are decided at once
   */
  public AuthHttpServer(
      InetSocketAddress address, int threadCount, HttpLimits limits, AuthService service)
      throws IOException {
    this.connections = new Connections(limits);
    this.deciders = deciders(threadCount);
    this.server = new Server(ioThreads());
    this.connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http()));
    connector.setHost(address.getAddress().getHostAddress());
    connector.setPort(address.getPort());
    connector.setReuseAddress(true);
    connector.setAcceptQueueSize(BACKLOG);
    // Our own limits are kept by the watch; this is for what it does not see.
    connector.setIdleTimeout(limits.idle().plus(limits.answer()).toMillis());
    connector.addBean(connections);
    server.addConnector(connector);
    server.setHandler(new RequestHandler(service, deciders, connections));
    server.setErrorHandler(new RefusalHandler(service, deciders));
    server.setStopTimeout(0);
    start();
  }

  private void start() throws IOException {
    try {
      server.start();
    } catch (Exception e) {
      close();
      throw e instanceof IOException io ? io : new IOException("the server did not start", e);
    }
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return new InetSocketAddress(connector.getHost(), connector.getLocalPort());
  }

  /** How many connections are open. */
  int openConnections() {
    return connections.count();
  }

  /** Stops after the requests under way are answered; whoever still sends one is cut off. */
  @Override
  public void close() {
    connector.close();
    connections.closeOwing();
    deciders.shutdown();
    try {
      if (!deciders.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("requests are still being decided: they are given up");
        deciders.shutdownNow();
      }
      server.stop();
    } catch (InterruptedException e) {
      deciders.shutdownNow();
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      LOG.warn("the server did not stop in order", e);
    } finally {
      connections.close();
    }
  }

  private static HttpConfiguration http() {
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setSendDateHeader(false);
    http.setRequestHeaderSize(HEADER_BYTES);
    http.setOutputBufferSize(ANSWER_BYTES);
    return http;
  }

  private static QueuedThreadPool ioThreads() {
    QueuedThreadPool threads = new QueuedThreadPool(IO_THREADS);
    threads.setName("auth-io");
    threads.setDaemon(true);
    return threads;
  }

  /** A connection has one request under way at most, so the queue is as bounded as they are. */
  private static ThreadPoolExecutor deciders(int count) {
    AtomicInteger number = new AtomicInteger();
    ThreadPoolExecutor threads =
        new ThreadPoolExecutor(
            count,
            count,
            1,
            TimeUnit.MINUTES,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread thread = new Thread(task, "auth-decide-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    threads.allowCoreThreadTimeOut(true);
    return threads;
  }
}
