package io.kafkaworkflow.start;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.WriteBufferManager;

/**
 * One memory budget for all state stores of the process ({@code workflow.rocksdb.memory.bytes.max}): cached blocks, their indexes and
 * filters, and what is not yet written to disk. Kafka Streams' own default is up to 98 MiB for each store of each partition,
 * outside of the Java heap, which ends in the operating system killing the process.
 *
 * <p>Named in {@code rocksdb.config.setter}; Kafka Streams makes one for each store that it opens. Safe for use by several threads.
 *
 * <p>Source: "Memory management" in Kafka Streams' developer guide, and RocksDB's wiki on its write buffer manager.
 */
public final class BoundedRocksDb implements RocksDBConfigSetter {

  /** Of the budget; the rest is for reading. Half, because the stores here are written as often as they are read. */
  private static final double WRITE_BUFFER_SHARE = 0.5;

  /** Of the cache; indexes and filters stay while blocks of data come and go. */
  private static final double INDEX_SHARE = 0.1;

  /** RocksDB chooses by the size of the cache. */
  private static final int SHARD_BITS = -1;

  /** Never closed: stores of other tasks use it, until the process ends. By its size, for programs that run several clients. */
  private static final Map<Long, Budget> BUDGETS = new ConcurrentHashMap<>();

  /** Written data counts into the cache, so that the cache's capacity is the limit of both. */
  record Budget(Cache cache, WriteBufferManager writeBuffers) {

    static Budget of(long bytesMax) {
      // not strict: a read beyond the limit would fail instead of taking a little more
      Cache cache = new LRUCache(bytesMax, SHARD_BITS, false, INDEX_SHARE);
      return new Budget(cache, new WriteBufferManager((long) (bytesMax * WRITE_BUFFER_SHARE), cache));
    }
  }

  /** Made by Kafka Streams. */
  public BoundedRocksDb() {}

  @Override
  public void setConfig(String storeName, Options options, Map<String, Object> configs) {
    Budget budget = budget(CommonSettings.rocksDbMemory(configs));
    BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
    table.setBlockCache(budget.cache());
    table.setCacheIndexAndFilterBlocks(true);
    table.setCacheIndexAndFilterBlocksWithHighPriority(true);
    table.setPinTopLevelIndexAndFilter(true);
    options.setTableFormatConfig(table);
    options.setWriteBufferManager(budget.writeBuffers());
  }

  static Budget budget(long bytesMax) {
    return BUDGETS.computeIfAbsent(bytesMax, Budget::of);
  }

  @Override
  public void close(String storeName, Options options) {
    // what this store used is given back when its database closes; the budget stays
  }
}
