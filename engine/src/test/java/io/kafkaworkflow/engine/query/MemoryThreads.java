package io.kafkaworkflow.engine.query;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kafkaworkflow.engine.step.BundleId;
import io.kafkaworkflow.engine.step.ContinuationHeader;
import io.kafkaworkflow.engine.step.KeptHeaders;
import io.kafkaworkflow.engine.step.OpenRef;
import io.kafkaworkflow.engine.step.ThreadStatus;
import io.kafkaworkflow.protocol.ParkedThread;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** The stores of one engine of a group in memory. What is stored is shared by all engines of a test; who has which partition is said here. */
public final class MemoryThreads implements StoredThreads {
  /** A bundle whose id begins with ab01. */
  public static final BundleId BUNDLE = new BundleId(0xab01_0000_0000_0000L, 2, 3, 4);

  /** What a group has stored, by partition; ids in the order of their bytes. */
  public static final class Group {
    final int partitions;
    final Map<Integer, TreeMap<byte[], byte[]>> threads = new HashMap<>();
    final Map<Integer, TreeMap<byte[], byte[]>> parked = new HashMap<>();
    final Map<Integer, EngineAddress> owners = new HashMap<>();

    public Group(int partitions) {
      this.partitions = partitions;
      for (int i = 0; i < partitions; i++) {
        threads.put(i, new TreeMap<>(Arrays::compareUnsigned));
        parked.put(i, new TreeMap<>(Arrays::compareUnsigned));
      }
    }

    public Partitions partitions() {
      return new Partitions(() -> partitions);
    }

    public Group put(String threadId, ThreadStatus status, long startedAt, long updatedAt) {
      return put(threadId, status, startedAt, updatedAt, Map.of());
    }

    public Group put(String threadId, ThreadStatus status, long startedAt, long updatedAt, Map<String, String> labels) {
      List<OpenRef> refs = status == ThreadStatus.WAITING ? List.of(new OpenRef(0, "answer", -1, 0)) : List.of();
      ContinuationHeader header = new ContinuationHeader(status, BUNDLE, 7, 2, startedAt, updatedAt, "", refs);
      return putBytes(threadId, header.with(KeptHeaders.NONE.withLabels(new TreeMap<>(labels))).toBytes());
    }

    Group putBytes(String threadId, byte[] bytes) {
      threads.get(partitions().of(threadId)).put(threadId.getBytes(UTF_8), bytes);
      return this;
    }

    public Group park(String threadId, String reason) {
      String json = new ParkedThread(reason, BUNDLE.toString(), "workflow-resume-0-1", 5, "what", "help").toJson();
      parked.get(partitions().of(threadId)).put(threadId.getBytes(UTF_8), json.getBytes(UTF_8));
      return this;
    }

    /** Gives a partition to an engine. */
    public Group give(int partition, @Nullable EngineAddress engine) {
      if (engine == null) {
        owners.remove(partition);
      } else {
        owners.put(partition, engine);
      }
      return this;
    }
  }

  private final Group group;
  private final EngineAddress self;
  final Set<Integer> standbys = new HashSet<>();
  /** Partitions that were given to this engine and that it does not move yet: what it has of them is a copy. */
  final Set<Integer> restoring = new HashSet<>();

  /** It knows nothing of its group any more. */
  boolean isStopping;

  public MemoryThreads(Group group, EngineAddress self) {
    this.group = group;
    this.self = self;
  }

  @Override
  public EngineAddress self() {
    return self;
  }

  @Override
  public Owners owners(int partition) {
    if (isStopping) {
      throw new NotHereException(partition, "stopping");
    }
    return new Owners(Optional.ofNullable(group.owners.get(partition)), standbys.contains(partition) ? List.of(self) : List.of());
  }

  @Override
  public byte @Nullable [] thread(int partition, String threadId, boolean isStale) {
    return store(group.threads, partition, isStale).get(threadId.getBytes(UTF_8));
  }

  @Override
  public byte @Nullable [] parked(int partition, String threadId, boolean isStale) {
    return store(group.parked, partition, isStale).get(threadId.getBytes(UTF_8));
  }

  @Override
  public boolean threads(int partition, @Nullable String after, boolean isStale, BiPredicate<String, byte[]> reader) {
    return read(store(group.threads, partition, isStale), after, reader);
  }

  @Override
  public boolean parkedThreads(int partition, @Nullable String after, boolean isStale, BiPredicate<String, byte[]> reader) {
    return read(store(group.parked, partition, isStale), after, reader);
  }

  private TreeMap<byte[], byte[]> store(Map<Integer, TreeMap<byte[], byte[]>> stores, int partition, boolean isStale) {
    boolean isOwn = self.equals(group.owners.get(partition));
    boolean isHere = isOwn && !restoring.contains(partition) || isStale && (isOwn || standbys.contains(partition));
    if (!isHere) {
      throw new NotHereException(partition, "not of " + self);
    }
    return stores.get(partition);
  }

  private static boolean read(TreeMap<byte[], byte[]> store, @Nullable String after, BiPredicate<String, byte[]> reader) {
    var rest = after == null ? store : store.tailMap(after.getBytes(UTF_8), false);
    for (var entries = rest.entrySet().iterator(); entries.hasNext(); ) {
      var entry = entries.next();
      if (!reader.test(new String(entry.getKey(), UTF_8), entry.getValue())) {
        return !entries.hasNext();
      }
    }
    return true;
  }
}
