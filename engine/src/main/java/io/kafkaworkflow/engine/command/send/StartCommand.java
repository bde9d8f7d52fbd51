package io.kafkaworkflow.engine.command.send;

import io.kafkaworkflow.protocol.Label;
import io.kafkaworkflow.protocol.Limits;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code start <thread> [json]}. */
@Command(name = "start", mixinStandardHelpOptions = true, sortOptions = false,
    description = "Starts a thread with a JSON argument; without one the argument is null. The command does not wait for the engine.",
    footer = {
      "",
      "examples:",
      "  ${ROOT-COMMAND-NAME} start -c streams.properties trip-7 '{\"city\":\"Lisbon\"}' --idempotency-key order-81",
      "  ${ROOT-COMMAND-NAME} start -c streams.properties trip-7 --file trip.json",
      "A start of a thread that runs becomes a dead letter, unless it has the idempotency key of the first, or --if-absent.",
      "Exit codes: 0 the brokers have the record; 1 they have not; 2 wrong command line."
    })
public final class StartCommand implements Callable<Integer> {
  @Mixin private SendOptions options = new SendOptions();

  @Parameters(index = "0", paramLabel = "THREAD", description = "the thread's id")
  private String threadId = "";

  @Parameters(index = "1", arity = "0..1", paramLabel = "JSON", description = "its argument, passed on as it is")
  private @Nullable String argument;

  @Mixin private JsonInput input = new JsonInput();

  @Option(names = {"-k", "--idempotency-key"}, paramLabel = "KEY", description = "a repeated start with this key is ignored while the thread runs or is remembered")
  private @Nullable String idempotencyKey;

  @Option(names = "--if-absent", description = "do nothing when the thread runs; it may start again when it has ended")
  private boolean isIfAbsent;

  @Option(names = "--label", paramLabel = "KEY=VALUE", description = "a label by which the thread can be searched for; can be given several times")
  private List<String> labels = List.of();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    if (isIfAbsent && idempotencyKey != null) {
      throw wrong("--if-absent and --idempotency-key exclude each other");
    }
    String json = Objects.requireNonNullElse(input.json(argument), "null");
    ThreadRecord record = isIfAbsent ? ThreadRecord.startIfAbsent(threadId, json) : ThreadRecord.start(threadId, json, idempotencyKey);
    ThreadRecord labelled = record.with(labels());
    return options.send(sender -> sender.send(labelled));
  }

  private List<Label> labels() {
    Map<String, Label> byName = new LinkedHashMap<>();
    for (String text : labels) {
      Label label = Label.parse(text).orElseThrow(() -> wrong("--label: expected KEY=VALUE, " + Label.RULE));
      if (byName.put(label.name(), label) != null) {
        throw wrong("--label: " + label.name() + " is given twice");
      }
    }
    if (byName.size() > Limits.LABELS_MAX) {
      throw wrong("--label: at most " + Limits.LABELS_MAX + " of them");
    }
    return List.copyOf(byName.values());
  }

  private ParameterException wrong(String what) {
    return new ParameterException(Objects.requireNonNull(spec).commandLine(), what);
  }
}
