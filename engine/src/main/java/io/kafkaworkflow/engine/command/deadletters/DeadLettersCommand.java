package io.kafkaworkflow.engine.command.deadletters;

import picocli.CommandLine.Command;

/** The dead letters of one installation. */
@Command(
    name = "dead-letters",
    mixinStandardHelpOptions = true,
    description = "Lists, shows and sends again the records that could not be applied.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {ListCommand.class, ShowCommand.class, RedriveCommand.class},
    footer = {
      "",
      "example:",
      "  ${ROOT-COMMAND-NAME} dead-letters list -b 127.0.0.1:9092 --reason step/ --since 2h",
      "  ${ROOT-COMMAND-NAME} dead-letters show -b 127.0.0.1:9092 0@17",
      "  ${ROOT-COMMAND-NAME} dead-letters redrive -b 127.0.0.1:9092 --reason step/time-limit --dry-run"
    })
public final class DeadLettersCommand {}
