package io.kafkaworkflow.engine.topology;

import io.kafkaworkflow.engine.step.OpenRef;
import io.kafkaworkflow.protocol.ReasonCode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What must come of each record that is sent to the workflow {@code js-runtime/test/testing/workflows/mailbox.ts}: the record table and
 * "The mailbox" of docs/protocol.md, written down as simply as possible. It knows nothing of bytes, promises and Kafka.
 */
final class MailboxModel {

  /** What the thread waits for next; one of {@code await}, {@code race}, {@code all}, {@code twice}, {@code ask}. */
  record Op(String kind, List<String> names) {
    String json() {
      String quoted = names.stream().map(name -> "\"" + name + "\"").reduce((a, b) -> a + "," + b).orElse("true");
      return "{\"" + kind + "\":" + (kind.equals("race") || kind.equals("all") ? "[" + quoted + "]" : quoted) + "}";
    }
  }

  record Plan(List<Op> ops, List<String> cleanup) {
    String json() {
      return "{\"ops\":[" + String.join(",", ops.stream().map(Op::json).toList()) + "],\"cleanup\":["
          + String.join(",", cleanup.stream().map(name -> "\"" + name + "\"").toList()) + "]}";
    }
  }

  /** A settle record. Exactly one of value and error is null; both are JSON text. */
  record Settle(String ref, @Nullable String value, @Nullable String error, long offset) {
    String json() {
      return "{\"ref\":\"" + ref + "\"," + (error == null ? "\"value\":" + value : "\"error\":" + error) + "}";
    }
  }

  private enum State { RUNNING, CLEANING, ENDED }

  private static final class Thread {
    final Plan plan;
    final long incarnation;
    final String idempotencyKey;
    final List<String> open = new ArrayList<>();
    final List<Settle> mail = new ArrayList<>();
    final List<String> read = new ArrayList<>();
    final Map<String, String> collected = new HashMap<>();
    State state = State.RUNNING;
    int next;
    int asked;

    Thread(Plan plan, long incarnation, String idempotencyKey) {
      this.plan = plan;
      this.incarnation = incarnation;
      this.idempotencyKey = idempotencyKey;
    }
  }

  /** {@code value @offset of the record whose step sent it}, in order. */
  final List<String> log = new ArrayList<>();
  /** {@code reason value @offset}, in order. */
  final List<String> deadLetters = new ArrayList<>();
  /** Kinds of lifecycle events, in order. */
  final List<String> events = new ArrayList<>();
  /** Ids of {@code ref()} that each thread id ever sent. */
  final Map<String, List<String>> askedIds = new HashMap<>();
  int ignored;

  private final int messagesMax;
  private final Map<String, Thread> threads = new HashMap<>();

  MailboxModel(int messagesMax) {
    this.messagesMax = messagesMax;
  }

  /** Values of the records in the thread's mailbox; nothing when there is no such thread. */
  Optional<List<String>> mail(String id) {
    return Optional.ofNullable(threads.get(id)).map(thread -> thread.mail.stream().map(Settle::json).toList());
  }

  void start(String id, Plan plan, String idempotencyKey, boolean isInit, long offset) {
    Thread thread = threads.get(id);
    boolean isRunning = thread != null && thread.state != State.ENDED;
    if (isInit ? isRunning : thread != null && !idempotencyKey.isEmpty() && idempotencyKey.equals(thread.idempotencyKey)) {
      ignored++;
    } else if (isRunning) {
      deadLetter(ReasonCode.THREAD_EXISTS, "new:" + plan.json(), offset);
    } else {
      thread = new Thread(plan, offset, isInit ? "" : idempotencyKey);
      threads.put(id, thread);
      events.add("started");
      goOn(id, thread, offset);
    }
  }

  void settle(String id, Settle record) {
    Thread thread = threads.get(id);
    boolean isGenerated = OpenRef.isGenerated(record.ref());
    if (thread == null) {
      deadLetter(ReasonCode.THREAD_UNKNOWN, record.json(), record.offset());
    } else if (thread.open.contains(record.ref())) {
      apply(id, thread, record);
      drain(id, thread);
    } else if (isGenerated) {
      ignored++;
    } else if (thread.state == State.ENDED) {
      deadLetter(ReasonCode.THREAD_ENDED, record.json(), record.offset());
    } else if (thread.mail.size() == messagesMax) {
      deadLetter(ReasonCode.MAILBOX_FULL, record.json(), record.offset());
    } else {
      thread.mail.add(record);
    }
  }

  void cancel(String id, long offset) {
    Thread thread = running(id, "{\"cancel\":1}", offset);
    if (thread == null) {
      return;
    }
    boolean isSecond = thread.state == State.CLEANING;
    thread.open.clear();
    thread.state = State.CLEANING;
    thread.next = 0;
    if (isSecond) {
      end(thread, "cancelled");
    } else {
      goOn(id, thread, offset);
      drain(id, thread);
    }
  }

  void terminate(String id, long offset) {
    Thread thread = running(id, "{\"terminate\":1}", offset);
    if (thread != null) {
      end(thread, "terminated");
    }
  }

  private @Nullable Thread running(String id, String value, long offset) {
    Thread thread = threads.get(id);
    if (thread == null || thread.state == State.ENDED) {
      deadLetter(thread == null ? ReasonCode.THREAD_UNKNOWN : ReasonCode.THREAD_ENDED, value, offset);
      return null;
    }
    return thread;
  }

  /** After each step the oldest message for an open ref, until there is none. */
  private void drain(String id, Thread thread) {
    while (true) {
      Optional<Settle> next = thread.mail.stream().filter(message -> thread.open.contains(message.ref())).findFirst();
      if (next.isEmpty()) {
        return;
      }
      thread.mail.remove(next.get());
      apply(id, thread, next.get());
    }
  }

  private void apply(String id, Thread thread, Settle record) {
    thread.open.remove(record.ref());
    if (thread.state == State.CLEANING) {
      if (record.error() != null) {
        thread.open.clear();
        end(thread, "failed");
        return;
      }
      log.add("{\"cleanup\":" + record.value() + "} @" + record.offset());
    } else {
      Op op = thread.plan.ops().get(thread.next);
      String got = record.value();
      if (record.error() != null) {
        got = "{\"error\":" + record.error() + "}";
      } else if (op.kind().equals("twice")) {
        got = "[" + got + "," + got + "]";
      } else if (op.kind().equals("all")) {
        thread.collected.put(record.ref(), record.value());
        if (!thread.open.isEmpty()) {
          return;
        }
        got = "[" + String.join(",", op.names().stream().map(thread.collected::get).toList()) + "]";
      }
      thread.collected.clear();
      thread.open.clear();
      thread.read.add(got);
      log.add(got + " @" + record.offset());
    }
    thread.next++;
    goOn(id, thread, record.offset());
  }

  /** Opens what the thread waits for next, or ends it. */
  private void goOn(String id, Thread thread, long offset) {
    if (thread.state == State.CLEANING) {
      thread.collected.clear();
      if (thread.next == thread.plan.cleanup().size()) {
        end(thread, "cancelled");
      } else {
        thread.open.add(thread.plan.cleanup().get(thread.next));
      }
    } else if (thread.next == thread.plan.ops().size()) {
      log.add("result [" + String.join(",", thread.read) + "] @" + offset);
      end(thread, "completed");
    } else {
      Op op = thread.plan.ops().get(thread.next);
      thread.open.addAll(op.names());
      if (op.kind().equals("ask")) {
        String ref = OpenRef.generatedId(thread.incarnation, ++thread.asked);
        thread.open.add(ref);
        askedIds.computeIfAbsent(id, key -> new ArrayList<>()).add(ref);
        log.add("{\"ask\":\"" + ref + "\"} @" + offset);
      }
    }
  }

  private void end(Thread thread, String kind) {
    thread.state = State.ENDED;
    thread.open.clear();
    events.add(kind);
    thread.mail.forEach(message -> deadLetter(ReasonCode.MAIL_UNREAD, message.json(), message.offset()));
    thread.mail.clear();
  }

  private void deadLetter(ReasonCode reason, String value, long offset) {
    deadLetters.add(reason.code() + " " + value + " @" + offset);
  }

  /** Ids of {@code ref()} that the thread id ever sent, open or spent. */
  List<String> asked(String id) {
    return askedIds.getOrDefault(id, Collections.emptyList());
  }
}
