package org.diaflow.service.event;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.pubsub.PgSubscriber;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.diaflow.service.database.Transactions;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny.StatelessSession;
import org.jboss.logging.Logger;

/**
 * Short messages between all processes on the database, by PostgreSQL's LISTEN and NOTIFY. They are
 * hints: after the connection was lost, {@link #LOST} tells listeners to look for themselves.
 */
@ApplicationScoped
public class Notifications {

  /** The payload that stands for everything that may have been missed. */
  public static final String LOST = "";

  private static final Logger LOG = Logger.getLogger(Notifications.class);
  private static final long RECONNECT_MILLIS = 500;

  private final Vertx vertx;
  private final Transactions transactions;
  private final PgConnectOptions options;
  private final Map<Channel, Consumer<String>> listeners = new ConcurrentHashMap<>();

  /** What a message is about. */
  public enum Channel {
    /** Events were appended to the log of an experiment; its id. */
    EVENTS_APPENDED("diaflow_grown"),
    /** The state of an experiment has changed; its id. */
    STATE_CHANGED("diaflow_moved"),
    /** A cell that a worker computes, in JSON. */
    CELL_ACTIVITY("diaflow_at_work");

    /** The name in PostgreSQL, also of older versions on the same database. */
    private final String wireName;

    Channel(String wireName) {
      this.wireName = wireName;
    }
  }

  Notifications(
      Vertx vertx,
      Transactions transactions,
      @ConfigProperty(name = "quarkus.datasource.reactive.url") String url,
      @ConfigProperty(name = "quarkus.datasource.username") String user,
      @ConfigProperty(name = "quarkus.datasource.password") String password) {
    this.vertx = vertx;
    this.transactions = transactions;
    this.options = PgConnectOptions.fromUri(url).setUser(user).setPassword(password);
  }

  /** Calls {@code listener} for every message on {@code channel}; it must not block. */
  public void listen(Channel channel, Consumer<String> listener) {
    listeners.put(channel, listener);
  }

  /** Begins to listen, and goes on whatever becomes of the connection. */
  public void start() {
    PgSubscriber subscriber = PgSubscriber.subscriber(vertx, options);
    for (Channel channel : listeners.keySet()) {
      subscriber
          .channel(channel.wireName)
          .subscribeHandler(connected -> deliver(channel, LOST))
          .handler(payload -> deliver(channel, payload));
    }
    subscriber.reconnectPolicy(retries -> RECONNECT_MILLIS);
    subscriber
        .connect()
        .onFailure(e -> LOG.warn("The database does not answer; notifications come later.", e));
  }

  private void deliver(Channel channel, String payload) {
    Consumer<String> listener = listeners.get(channel);
    if (listener != null) {
      listener.accept(payload);
    }
  }

  /** Sends {@code payload} once the transaction of {@code session} is committed. */
  public Uni<Void> send(StatelessSession session, Channel channel, String payload) {
    return session
        .createNativeQuery("select cast(pg_notify(:channel, :payload) as text)", String.class)
        .setParameter("channel", channel.wireName)
        .setParameter("payload", payload)
        .getSingleResultOrNull()
        .replaceWithVoid();
  }

  /** Sends {@code payload} now. */
  public Uni<Void> send(Channel channel, String payload) {
    return transactions.run(session -> send(session, channel, payload));
  }
}
