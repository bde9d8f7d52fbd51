package io.kafkaworkflow.engine.topology;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kafkaworkflow.engine.query.EngineAddress;
import io.kafkaworkflow.engine.query.NotHereException;
import io.kafkaworkflow.engine.query.Owners;
import io.kafkaworkflow.engine.query.StoredThreads;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsMetadata;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.query.KeyQuery;
import org.apache.kafka.streams.query.Query;
import org.apache.kafka.streams.query.QueryResult;
import org.apache.kafka.streams.query.RangeQuery;
import org.apache.kafka.streams.query.StateQueryRequest;
import org.apache.kafka.streams.state.HostInfo;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.jspecify.annotations.Nullable;

/** Interactive queries of the engine's stores. Safe for use by several threads; never touches what stream threads hold. */
final class StreamsThreads implements StoredThreads {
  private static final String UNKNOWN = "unavailable";

  private final KafkaStreams streams;
  private final String resumeTopic;
  private final @Nullable EngineAddress self;
  private final MovedPartitions moved;

  /**
   * @param applicationServer {@code application.server} of this engine, empty when it has none
   * @param moved of the topology that {@code streams} runs
   */
  StreamsThreads(KafkaStreams streams, String resumeTopic, String applicationServer, MovedPartitions moved) {
    this.streams = streams;
    this.moved = moved;
    this.resumeTopic = resumeTopic;
    this.self = applicationServer.isEmpty() ? null : address(HostInfo.buildFromEndpoint(applicationServer));
  }

  @Override
  public @Nullable EngineAddress self() {
    return self;
  }

  @Override
  public Owners owners(int partition) {
    TopicPartition source = new TopicPartition(resumeTopic, partition);
    Optional<EngineAddress> active = Optional.empty();
    List<EngineAddress> standbys = new ArrayList<>();
    for (StreamsMetadata engine : metadata(partition)) {
      if (UNKNOWN.equals(engine.host())) {
        continue;
      }
      if (engine.topicPartitions().contains(source)) {
        active = Optional.of(address(engine.hostInfo()));
      } else if (engine.standbyTopicPartitions().contains(source)) {
        standbys.add(address(engine.hostInfo()));
      }
    }
    return new Owners(active, standbys);
  }

  @Override
  public byte @Nullable [] thread(int partition, String threadId, boolean isStale) {
    return get(ThreadStore.THREADS, partition, threadId, isStale);
  }

  @Override
  public byte @Nullable [] parked(int partition, String threadId, boolean isStale) {
    return get(ParkedThreads.STORE, partition, threadId, isStale);
  }

  @Override
  public boolean threads(int partition, @Nullable String after, boolean isStale, BiPredicate<String, byte[]> reader) {
    return range(ThreadStore.THREADS, partition, after, isStale, reader);
  }

  @Override
  public boolean parkedThreads(int partition, @Nullable String after, boolean isStale, BiPredicate<String, byte[]> reader) {
    return range(ParkedThreads.STORE, partition, after, isStale, reader);
  }

  private Iterable<StreamsMetadata> metadata(int partition) {
    try {
      return streams.streamsMetadataForStore(ThreadStore.THREADS);
    } catch (IllegalStateException | StreamsException e) {
      throw notHere(partition, e);
    }
  }

  private byte @Nullable [] get(String store, int partition, String threadId, boolean isStale) {
    KeyQuery<byte[], byte[]> query = KeyQuery.withKey(threadId.getBytes(UTF_8));
    return present(partition, isStale, () -> query(store, partition, query));
  }

  private boolean range(String store, int partition, @Nullable String after, boolean isStale, BiPredicate<String, byte[]> reader) {
    RangeQuery<byte[], byte[]> all = after == null ? RangeQuery.withNoBounds() : RangeQuery.withLowerBound(behind(after));
    return present(partition, isStale, () -> read(partition, query(store, partition, all.withAscendingKeys()), reader));
  }

  private static boolean read(int partition, @Nullable KeyValueIterator<byte[], byte[]> found, BiPredicate<String, byte[]> reader) {
    if (found == null) {
      throw new NotHereException(partition, "the store gave no threads");
    }
    try (found) {
      while (found.hasNext()) {
        KeyValue<byte[], byte[]> next = found.next();
        if (!reader.test(new String(next.key, UTF_8), next.value)) {
          return !found.hasNext();
        }
      }
      return true;
    } catch (IllegalStateException | StreamsException e) { // the partition left while it was read
      throw notHere(partition, e);
    }
  }

  /** What {@code read} gives if the partition's stores were whole all the while; with {@code isStale}, whatever there is. */
  private <T extends @Nullable Object> T present(int partition, boolean isStale, Supplier<T> read) {
    Object turn = moved.turn(partition);
    if (turn == null && !isStale) {
      throw new NotHereException(partition, "this engine does not move its threads");
    }
    T found = read.get();
    if (moved.turn(partition) != turn && !isStale) {
      throw new NotHereException(partition, "it left while it was read");
    }
    return found;
  }

  /** Of whatever copy this engine has: one that it moves, restores or follows. */
  private <R> @Nullable R query(String store, int partition, Query<R> query) {
    StateQueryRequest<R> request = StateQueryRequest.inStore(store).withQuery(query).withPartitions(Set.of(partition));
    QueryResult<R> result;
    try {
      result = streams.query(request).getPartitionResults().get(partition);
    } catch (IllegalStateException | StreamsException e) {
      throw notHere(partition, e);
    }
    if (result == null || result.isFailure()) {
      throw new NotHereException(partition, result == null ? "this engine does not have it" : result.getFailureReason().name());
    }
    return result.getResult();
  }

  /** The key directly behind that of a thread: nothing sorts between them. */
  private static byte[] behind(String threadId) {
    byte[] key = threadId.getBytes(UTF_8);
    return Arrays.copyOf(key, key.length + 1);
  }

  private static NotHereException notHere(int partition, RuntimeException e) {
    return new NotHereException(partition, e instanceof InvalidStateStoreException ? "it is moving" : e.getClass().getSimpleName());
  }

  private static EngineAddress address(HostInfo host) {
    return new EngineAddress(host.host(), host.port());
  }
}
