package io.kafkaworkflow.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

class BoundedRocksDbTest {
  private static final long BYTES_MAX = 16 * 1024 * 1024;
  private static final Map<String, Object> SETTINGS = Map.of(CommonSettings.ROCKSDB_MEMORY, Long.toString(BYTES_MAX));
  private static final int STORES = 4;
  private static final int VALUE_BYTES = 1_000;

  @TempDir Path directory;

  @BeforeAll
  static void loadLibrary() {
    RocksDB.loadLibrary();
  }

  /** 64 MB are written to and read from four stores; by default they would hold up to 16 MiB of written data each, and 50 MiB of cache. */
  @Test
  void severalStoresStayWithinOneBudget() throws RocksDBException {
    List<RocksDB> stores = new ArrayList<>();
    long writtenMost = 0;
    long cachedMost = 0;
    byte[] value = new byte[VALUE_BYTES];
    new Random(1).nextBytes(value);
    for (int i = 0; i < STORES; i++) {
      stores.add(RocksDB.open(options(), directory.resolve("store-" + i).toString()));
    }
    for (int i = 0; i < 64_000; i++) {
      stores.get(i % STORES).put(key(i), value);
      stores.get(i % STORES).get(key(i / 2));
      if (i % 1_000 == 0) {
        long written = 0;
        for (RocksDB store : stores) {
          written += store.getLongProperty("rocksdb.cur-size-all-mem-tables");
        }
        writtenMost = Math.max(writtenMost, written);
        cachedMost = Math.max(cachedMost, BoundedRocksDb.budget(BYTES_MAX).cache().getUsage());
      }
    }
    stores.forEach(RocksDB::close);

    assertThat(writtenMost).as("bytes not on disk yet").isPositive().isLessThan(BYTES_MAX);
    // A table that is being written to disk still counts while the next one fills.
    assertThat(cachedMost).as("bytes in all").isPositive().isLessThan(BYTES_MAX * 3 / 2);
  }

  @Test
  void storesOfOneSizeShareOneBudget() {
    BlockBasedTableConfig one = (BlockBasedTableConfig) options().tableFormatConfig();
    assertThat(one.cacheIndexAndFilterBlocks()).isTrue();
    assertThat(BoundedRocksDb.budget(BYTES_MAX)).isSameAs(BoundedRocksDb.budget(BYTES_MAX)).isNotSameAs(BoundedRocksDb.budget(BYTES_MAX * 2));
  }

  @Test
  void aBudgetThatHoldsNothingIsRefused() {
    assertThatThrownBy(() -> CommonSettings.rocksDbMemory(Map.of(CommonSettings.ROCKSDB_MEMORY, "1000")))
        .isInstanceOf(StartException.class).hasMessageContaining("`" + CommonSettings.ROCKSDB_MEMORY + "`");
  }

  private static Options options() {
    Options options = new Options().setCreateIfMissing(true).setWriteBufferSize(BYTES_MAX).setTableFormatConfig(new BlockBasedTableConfig());
    new BoundedRocksDb().setConfig("store", options, SETTINGS);
    return options;
  }

  private static byte[] key(int i) {
    return ByteBuffer.allocate(Integer.BYTES).putInt(i).array();
  }
}
