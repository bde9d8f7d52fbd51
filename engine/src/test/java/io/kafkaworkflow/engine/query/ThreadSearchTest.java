package io.kafkaworkflow.engine.query;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kafkaworkflow.engine.step.ContinuationHeader;
import io.kafkaworkflow.engine.step.KeptHeaders;
import io.kafkaworkflow.engine.step.Message;
import io.kafkaworkflow.engine.step.OpenRef;
import io.kafkaworkflow.engine.step.ThreadStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Searching a group of two engines whose partitions move. */
class ThreadSearchTest {
  private static final EngineAddress A = new EngineAddress("a", 1);
  private static final EngineAddress B = new EngineAddress("b", 1);
  private static final Ask FRESH = new Ask(false, false, "");
  private static final Pattern ID = Pattern.compile("\"thread\":\"([^\"]*)\"");

  private final MemoryThreads.Group group = new MemoryThreads.Group(3).give(0, A).give(1, B).give(2, A);
  private final Map<EngineAddress, ThreadSearch> engines = new HashMap<>();
  private final MemoryThreads ofA = new MemoryThreads(group, A);
  private final MemoryThreads ofB = new MemoryThreads(group, B);
  /** Whether a copy would have done, for each question to another engine. */
  private final List<Boolean> asked = new ArrayList<>();
  private final ThreadSearch a = engine(A, ofA);
  private final ThreadSearch b = engine(B, ofB);

  @Test
  void everyEngineListsTheThreadsOfAllOnceEach() {
    List<String> ids = put(50);

    assertThat(all(a, ThreadFilter.ALL, 7)).containsExactlyInAnyOrderElementsOf(ids);
    assertThat(all(b, ThreadFilter.ALL, 7)).isEqualTo(all(a, ThreadFilter.ALL, 1000));
    assertThat(a.list(ThreadFilter.ALL, Cursor.START, 7, FRESH).items()).hasSize(7);
  }

  @Test
  void aListGoesOnElsewhereAfterARebalance() {
    List<String> ids = put(40);
    Page first = a.list(ThreadFilter.ALL, Cursor.START, 15, FRESH);
    group.give(0, B).give(1, A).give(2, B);

    List<String> found = new ArrayList<>(ids(first));
    found.addAll(all(b, ThreadFilter.ALL, 4, first.next()));
    assertThat(found).containsExactlyInAnyOrderElementsOf(ids);
  }

  @Test
  void filtersSayTogetherWhatIsLookedFor() {
    group.put("waits", ThreadStatus.WAITING, 100, 200).put("done", ThreadStatus.COMPLETED, 100, 300).put("failed", ThreadStatus.FAILED, 150, 160)
        .put("stuck", ThreadStatus.WAITING, 100, 200).park("stuck", "step/unknown-bundle").putBytes("odd", new byte[] {99});

    assertThat(all(a, states(ThreadState.WAITING), 10)).containsExactly("waits");
    assertThat(all(a, states(ThreadState.COMPLETED, ThreadState.FAILED), 10)).containsExactlyInAnyOrder("done", "failed");
    assertThat(all(a, states(ThreadState.PARKED), 10)).containsExactly("stuck");
    assertThat(all(a, states(ThreadState.UNREADABLE), 10)).containsExactly("odd");
    assertThat(all(a, filter(Optional.empty(), Optional.of("step/unknown-bundle"), 0, 999), 10)).containsExactly("stuck");
    assertThat(all(a, filter(Optional.empty(), Optional.of("codec/unknown-format"), 0, 999), 10)).isEmpty();
    assertThat(all(a, filter(Optional.empty(), Optional.empty(), 150, 151), 10)).containsExactly("failed");
    assertThat(all(a, filter(Optional.empty(), Optional.empty(), 150, 150), 10)).isEmpty();
    assertThat(all(b, filter(Optional.of("ab0100"), Optional.empty(), 0, 999), 10)).hasSize(4);
    assertThat(all(b, filter(Optional.of("orders.js"), Optional.empty(), 0, 999), 10)).hasSize(4);
    assertThat(all(b, filter(Optional.of("ab01"), Optional.empty(), 0, 999), 10)).isEmpty();
  }

  @Test
  void threadsAreFoundByTheirLabelsAlsoAfterTheirEnd() {
    Map<String, String> labels = Map.of("customer", "c-17", "stage", "pack=ing \u00e9");
    group.put("waits", ThreadStatus.WAITING, 1, 2, labels).put("failed", ThreadStatus.FAILED, 1, 2, labels).put("other", ThreadStatus.FAILED, 1, 2, Map.of("customer", "c-18"))
        .put("stuck", ThreadStatus.WAITING, 1, 2, labels).park("stuck", "step/unknown-bundle").put("none", ThreadStatus.WAITING, 1, 2).putBytes("odd", new byte[] {99});

    assertThat(all(a, labelled(Set.of(), Map.of("customer", "c-17")), 10)).containsExactlyInAnyOrder("waits", "failed", "stuck").isEqualTo(all(b, labelled(Set.of(), labels), 10));
    assertThat(all(a, labelled(Set.of(ThreadState.FAILED), Map.of("customer", "c-17")), 10)).containsExactly("failed");
    assertThat(all(a, labelled(Set.of(ThreadState.PARKED), labels), 10)).containsExactly("stuck");
    assertThat(all(a, labelled(Set.of(), Map.of("customer", "c-18", "stage", "pack=ing \u00e9")), 10)).as("all must fit").isEmpty();
    assertThat(all(a, labelled(Set.of(), Map.of("Customer", "c-17")), 10)).isEmpty();
    assertThat(new String(b.describe("failed", FRESH).orElseThrow(), UTF_8)).contains("\"labels\":{\"customer\":\"c-17\",\"stage\":\"pack=ing \u00e9\"}");
    assertThat(new String(b.describe("none", FRESH).orElseThrow(), UTF_8)).doesNotContain("labels");
  }

  @Test
  void aDescriptionNamesParentCauseAndContext_2_05() {
    List<Message.Header> kept = List.of(new Message.Header("workflow-thread-id", "top".getBytes(UTF_8)), new Message.Header("workflow-step-id", "workflow-resume-0-7".getBytes(UTF_8)),
        new Message.Header("workflow-context-tenant", "t1".getBytes(UTF_8)), new Message.Header("traceparent", "00-1".getBytes(UTF_8)));
    group.putBytes("child", new ContinuationHeader(ThreadStatus.COMPLETED, MemoryThreads.BUNDLE, 7, 2, 100, 200, "", List.of()).with(new KeptHeaders(kept)).toBytes());
    assertThat(new String(a.describe("child", FRESH).orElseThrow(), UTF_8))
        .contains("\"parent\":\"top\",\"cause\":\"workflow-resume-0-7\",\"context\":{\"tenant\":\"t1\"}").doesNotContain("00-1");
  }

  @Test
  void aThreadIsDescribedTheSameByEveryEngine() {
    put(5);
    group.park("t-3", "step/unknown-bundle");

    for (int i = 0; i < 5; i++) {
      assertThat(a.describe("t-" + i, FRESH).map(json -> new String(json, UTF_8)))
          .isEqualTo(b.describe("t-" + i, FRESH).map(json -> new String(json, UTF_8))).isPresent();
    }
    assertThat(new String(a.describe("t-1", FRESH).orElseThrow(), UTF_8)).isEqualTo(
        "{\"thread\":\"t-1\",\"status\":\"waiting\",\"partition\":" + group.partitions().of("t-1") + ",\"bytes\":" + group.threads.get(group.partitions().of("t-1"))
            .get("t-1".getBytes(UTF_8)).length + ",\"bundle\":{\"id\":\"" + MemoryThreads.BUNDLE + "\",\"name\":\"orders.js\"},\"incarnation\":7,\"step\":2,"
            + "\"startedAt\":\"1970-01-01T00:00:00.001Z\",\"updatedAt\":\"1970-01-01T00:00:00.002Z\",\"openRefs\":[\"answer\"],\"mail\":0}");
    assertThat(new String(b.describe("t-3", FRESH).orElseThrow(), UTF_8)).contains("\"status\":\"parked\"", "\"reason\":\"step/unknown-bundle\"");
    assertThat(a.describe("nobody", FRESH)).isEmpty();
  }

  @Test
  void aRefOfAnyNameIsDescribed() {
    List<OpenRef> refs = List.of(new OpenRef(0, "half \ud800\"\n", -1, 0), new OpenRef(0, "\ud83d\ude80", -1, 0));
    group.putBytes("t", new ContinuationHeader(ThreadStatus.WAITING, MemoryThreads.BUNDLE, 7, 2, 1, 2, "", refs).toBytes());

    assertThat(new String(b.describe("t", FRESH).orElseThrow(), UTF_8)).contains("\"openRefs\":[\"half \\ud800\\\"\\n\",\"\ud83d\ude80\"]");
    assertThat(all(a, ThreadFilter.ALL, 10)).containsExactly("t");
  }

  @Test
  void aPartitionThatNobodyHasIsSaidAndNotLeftOut() {
    put(20);
    group.give(1, null);

    assertThatThrownBy(() -> all(a, ThreadFilter.ALL, 100)).isInstanceOf(UnreachableException.class).hasMessageContaining("partition 1");
  }

  @Test
  void anEngineThatIsStoppingSaysThatItCannotAnswer() {
    put(20);
    ofA.isStopping = true;

    assertThatThrownBy(() -> a.describe("t-1", FRESH)).isInstanceOf(UnreachableException.class).hasMessageContaining("no engine is known");
    assertThatThrownBy(() -> all(a, ThreadFilter.ALL, 100)).isInstanceOf(UnreachableException.class);
  }

  @Test
  void aStandbysCopyIsReadOnRequestOnly() {
    put(20);
    List<String> all = all(a, ThreadFilter.ALL, 100);
    group.give(1, null);
    ofA.standbys.add(1);

    assertThat(all(a, ThreadFilter.ALL, 100, Optional.of(Cursor.START), new Ask(true, false, ""))).isEqualTo(all);
    assertThatThrownBy(() -> all(a, ThreadFilter.ALL, 100)).isInstanceOf(UnreachableException.class);
  }

  @Test
  void aCopyIsReadOfAStandbyBeforeThatOfAnEngineWhichIsStillRestoring() {
    put(20);
    List<String> all = all(a, ThreadFilter.ALL, 100);
    ofB.restoring.add(1);
    Ask stale = new Ask(true, false, "");
    assertThatThrownBy(() -> all(a, ThreadFilter.ALL, 100)).isInstanceOf(UnreachableException.class);
    assertThat(all(b, ThreadFilter.ALL, 100, Optional.of(Cursor.START), stale)).as("nobody else has one").isEqualTo(all);

    ofA.standbys.add(1);
    asked.clear();
    assertThat(all(a, ThreadFilter.ALL, 100, Optional.of(Cursor.START), stale)).isEqualTo(all);
    assertThat(asked).as("for the present, which it did not have").containsExactly(false);
  }

  @Test
  void aQuestionOfAnotherEngineIsNeverHandedOn() {
    put(20);

    assertThatThrownBy(() -> a.list(ThreadFilter.ALL, new Cursor(1, null), 10, new Ask(false, true, ""))).isInstanceOf(UnreachableException.class);
    assertThat(a.list(ThreadFilter.ALL, new Cursor(0, null), 100, new Ask(false, true, "")).next()).isEmpty();
  }

  @Test
  void aRareThreadIsFoundOverPagesThatMayBeEmpty() {
    for (int i = 0; i < ThreadSearch.EXAMINED_MAX + 10; i++) {
      group.put("t-" + i, ThreadStatus.WAITING, 1, 2);
    }
    group.put("t-rare", ThreadStatus.FAILED, 1, 2);
    MemoryThreads.Group one = new MemoryThreads.Group(1).give(0, A);
    group.threads.values().forEach(one.threads.get(0)::putAll);
    ThreadSearch alone = new ThreadSearch(new MemoryThreads(one, A), new Others(), one.partitions(), id -> Optional.empty(), 0);

    Page first = alone.list(states(ThreadState.FAILED), Cursor.START, 10, FRESH);
    assertThat(first.items()).isEmpty();
    assertThat(first.next()).isPresent();
    assertThat(all(alone, states(ThreadState.FAILED), 10)).containsExactly("t-rare");
  }

  @Test
  void cursorsAreTextThatOnlyAnEngineMakes() {
    assertThat(Cursor.parse(new Cursor(12, "a:b/\u00e9").toText())).contains(new Cursor(12, "a:b/\u00e9"));
    assertThat(Cursor.parse(new Cursor(3, null).toText())).contains(new Cursor(3, null));
    assertThat(List.of("", "x", "!!", "LTE", "OTk5OTk5OTk5OTk", "_w")).allSatisfy(text -> assertThat(Cursor.parse(text)).isEmpty());
  }

  private List<String> put(int count) {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      group.put("t-" + i, ThreadStatus.WAITING, 1, 2);
      ids.add("t-" + i);
    }
    return ids;
  }

  private static ThreadFilter states(ThreadState... states) {
    return new ThreadFilter(Set.of(states), Optional.empty(), Optional.empty(), Map.of(), Long.MIN_VALUE, Long.MAX_VALUE, Long.MIN_VALUE, Long.MAX_VALUE);
  }

  private static ThreadFilter labelled(Set<ThreadState> states, Map<String, String> labels) {
    return new ThreadFilter(states, Optional.empty(), Optional.empty(), labels, Long.MIN_VALUE, Long.MAX_VALUE, Long.MIN_VALUE, Long.MAX_VALUE);
  }

  private static ThreadFilter filter(Optional<String> bundle, Optional<String> reason, long startedFrom, long startedTo) {
    return new ThreadFilter(Set.of(), bundle, reason, Map.of(), startedFrom, startedTo, Long.MIN_VALUE, Long.MAX_VALUE);
  }

  private List<String> all(ThreadSearch engine, ThreadFilter filter, int limit) {
    return all(engine, filter, limit, Optional.of(Cursor.START));
  }

  private List<String> all(ThreadSearch engine, ThreadFilter filter, int limit, Optional<Cursor> from) {
    return all(engine, filter, limit, from, FRESH);
  }

  private static List<String> all(ThreadSearch engine, ThreadFilter filter, int limit, Optional<Cursor> from, Ask ask) {
    List<String> found = new ArrayList<>();
    for (Optional<Cursor> next = from; next.isPresent(); ) {
      Page page = engine.list(filter, next.get(), limit, ask);
      found.addAll(ids(page));
      next = page.next();
    }
    return found;
  }

  private static List<String> ids(Page page) {
    return page.items().stream().map(json -> ID.matcher(new String(json, UTF_8)).results().findFirst().orElseThrow().group(1)).toList();
  }

  private ThreadSearch engine(EngineAddress self, MemoryThreads stores) {
    ThreadSearch search = new ThreadSearch(stores, new Others(), group.partitions(), id -> Optional.of("orders.js"), 0);
    engines.put(self, search);
    return search;
  }

  /** Calls the other engine's search as HTTP would: for its own stores alone. */
  private final class Others implements OtherEngines {
    @Override
    public Optional<byte[]> describe(EngineAddress engine, String threadId, Ask ask) {
      return engines.get(engine).describe(threadId, new Ask(ask.isStale(), true, ""));
    }

    @Override
    public Page list(EngineAddress engine, ThreadFilter filter, Cursor from, int limit, Ask ask) {
      asked.add(ask.isStale());
      return engines.get(engine).list(filter, from, limit, new Ask(ask.isStale(), true, ""));
    }
  }
}
