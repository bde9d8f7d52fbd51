package io.kafkaworkflow.engine.command.send;

import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code resume <thread> <ref> [json]}. */
@Command(name = "resume", mixinStandardHelpOptions = true, sortOptions = false,
    description = "Settles what a thread awaits: with a JSON value, with undefined when there is none, or with an error that the await throws.",
    footer = {
      "",
      "examples:",
      "  ${ROOT-COMMAND-NAME} resume -c streams.properties trip-7 approval '{\"by\":\"ada\"}'",
      "  ${ROOT-COMMAND-NAME} resume -c streams.properties trip-7 approval '\"too expensive\"' --error",
      "Exit codes: 0 the brokers have the record; 1 they have not; 2 wrong command line."
    })
public final class ResumeCommand implements Callable<Integer> {
  @Mixin private SendOptions options = new SendOptions();

  @Parameters(index = "0", paramLabel = "THREAD", description = "the thread's id")
  private String threadId = "";

  @Parameters(index = "1", paramLabel = "REF", description = "the ref's id, as the workflow gave it out")
  private String refId = "";

  @Parameters(index = "2", arity = "0..1", paramLabel = "JSON", description = "value or error, passed on as it is")
  private @Nullable String value;

  @Mixin private JsonInput input = new JsonInput();

  @Option(names = {"-e", "--error"}, description = "the await throws the JSON value; null when there is none")
  private boolean isError;

  @Override
  public Integer call() {
    String json = input.json(value);
    ThreadRecord record = isError ? ThreadRecord.error(threadId, refId, Objects.requireNonNullElse(json, "null")) : ThreadRecord.value(threadId, refId, json);
    return options.send(sender -> sender.send(record));
  }
}
