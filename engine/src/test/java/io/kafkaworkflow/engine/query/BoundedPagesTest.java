package io.kafkaworkflow.engine.query;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkaworkflow.engine.step.ContinuationHeader;
import io.kafkaworkflow.engine.step.KeptHeaders;
import io.kafkaworkflow.engine.step.ThreadStatus;
import io.kafkaworkflow.protocol.Limits;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** However many threads are stored, and whatever labels they have, a page holds so many of them and looks at so many. */
class BoundedPagesTest {
  private static final int THREADS = 100_000;
  private static final int RARE_EVERY = 9_973;
  private static final EngineAddress SELF = new EngineAddress("self", 1);
  private static final Ask FRESH = new Ask(false, false, "");

  @ParameterizedTest
  @CsvSource({"100000, 100, false, 1000", "100000, 1000, false, 100", "10000, 1000, true, 100"})
  void pagesOfManyThreadsAreBoundedAndCompleteTogether(int threads, int limit, boolean areLabelsLarge, int pagesExpected) {
    ManyThreads store = new ManyThreads(threads, labels(areLabelsLarge));
    ThreadSearch search = new ThreadSearch(store, new Nobody(), new Partitions(() -> 1), id -> Optional.empty(), 0);
    Set<String> found = new HashSet<>();
    int pages = 0;
    for (Optional<Cursor> next = Optional.of(Cursor.START); next.isPresent(); pages++) {
      store.shown = 0;
      Page page = search.list(ThreadFilter.ALL, next.get(), limit, FRESH);
      assertThat(page.items()).hasSizeLessThanOrEqualTo(limit);
      assertThat(Page.bytes(page.items())).isLessThan(ThreadSearch.PAGE_BYTES_MAX + 20_000);
      assertThat(store.shown).isEqualTo(page.items().size());
      page.items().forEach(json -> assertThat(found.add(id(json))).isTrue());
      next = page.next();
    }
    assertThat(found).hasSize(threads);
    assertThat(pages).isGreaterThanOrEqualTo(pagesExpected);
  }

  @ParameterizedTest
  @CsvSource({"1", "1000"})
  void aSearchForSomethingRareLooksAtSoManyAndShowsWhereItGoesOn(int limit) {
    ManyThreads store = new ManyThreads(THREADS, labels(false));
    ThreadSearch search = new ThreadSearch(store, new Nobody(), new Partitions(() -> 1), id -> Optional.empty(), 0);
    ThreadFilter rare = new ThreadFilter(Set.of(), Optional.empty(), Optional.empty(), Map.of("rare", "yes"), Long.MIN_VALUE, Long.MAX_VALUE, Long.MIN_VALUE, Long.MAX_VALUE);
    Set<String> found = new HashSet<>();
    for (Optional<Cursor> next = Optional.of(Cursor.START); next.isPresent(); ) {
      store.shown = 0;
      Page page = search.list(rare, next.get(), limit, FRESH);
      assertThat(store.shown).isLessThanOrEqualTo(ThreadSearch.EXAMINED_MAX);
      page.items().forEach(json -> assertThat(found.add(id(json))).isTrue());
      next = page.next();
    }
    assertThat(found).containsExactlyInAnyOrderElementsOf(IntStream.range(0, THREADS).filter(i -> i % RARE_EVERY == 0).mapToObj(ManyThreads::id).toList());
  }

  private static Map<String, String> labels(boolean areLarge) {
    Map<String, String> labels = new TreeMap<>();
    for (int i = 0; areLarge && i < Limits.LABELS_MAX - 1; i++) {
      labels.put("label-" + i, "\u6f22".repeat(Limits.LABEL_VALUE_UNITS_MAX));
    }
    return labels;
  }

  private static String id(byte[] json) {
    return new String(json, 11, 8, UTF_8);
  }

  /** So many threads that are made when they are looked at, in one partition. */
  private static final class ManyThreads implements StoredThreads {
    private final int threads;
    private final byte[] stored;
    private final byte[] storedRare;
    int shown;

    ManyThreads(int threads, Map<String, String> labels) {
      this.threads = threads;
      stored = bytes(labels);
      Map<String, String> rare = new TreeMap<>(labels);
      rare.put("rare", "yes");
      storedRare = bytes(rare);
    }

    private static byte[] bytes(Map<String, String> labels) {
      return new ContinuationHeader(ThreadStatus.WAITING, MemoryThreads.BUNDLE, 7, 2, 1, 2, "", List.of()).with(KeptHeaders.NONE.withLabels(new TreeMap<>(labels))).toBytes();
    }

    static String id(int number) {
      return String.format("t-%06d", number);
    }

    @Override
    public EngineAddress self() {
      return SELF;
    }

    @Override
    public Owners owners(int partition) {
      return new Owners(Optional.of(SELF), List.of());
    }

    @Override
    public byte @Nullable [] thread(int partition, String threadId, boolean isStale) {
      throw new AssertionError("a list asks for no thread by its id");
    }

    @Override
    public byte @Nullable [] parked(int partition, String threadId, boolean isStale) {
      throw new AssertionError("none is parked");
    }

    @Override
    public boolean threads(int partition, @Nullable String after, boolean isStale, BiPredicate<String, byte[]> reader) {
      for (int i = after == null ? 0 : Integer.parseInt(after.substring(2)) + 1; i < threads; i++) {
        shown++;
        if (!reader.test(id(i), i % RARE_EVERY == 0 ? storedRare : stored)) {
          return i == threads - 1;
        }
      }
      return true;
    }

    @Override
    public boolean parkedThreads(int partition, @Nullable String after, boolean isStale, BiPredicate<String, byte[]> reader) {
      return true;
    }
  }

  private static final class Nobody implements OtherEngines {
    @Override
    public Optional<byte[]> describe(EngineAddress engine, String threadId, Ask ask) {
      throw new UnreachableException("there is nobody else");
    }

    @Override
    public Page list(EngineAddress engine, ThreadFilter filter, Cursor from, int limit, Ask ask) {
      throw new UnreachableException("there is nobody else");
    }
  }
}
