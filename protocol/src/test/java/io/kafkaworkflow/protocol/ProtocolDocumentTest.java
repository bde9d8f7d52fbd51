package io.kafkaworkflow.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** docs/protocol.md says what the code says. */
class ProtocolDocumentTest {
  private static final Path DOCUMENT = Path.of("..", "docs", "protocol.md");

  @Test
  void theTopicsAreThoseOfTheCode() {
    assertThat(firstCells("## Topics")).containsExactlyInAnyOrderElementsOf(Stream.of(WorkflowTopic.values()).map(WorkflowTopic::defaultName).toList());
  }

  @Test
  void theHeadersAreThoseOfTheCode() {
    assertThat(firstCells("## Headers")).containsExactlyElementsOf(Stream.of(WorkflowHeader.values()).map(WorkflowHeader::text).toList());
  }

  @Test
  void theReasonsAreThoseOfTheCodeInItsWords() {
    assertThat(MarkdownTable.below(DOCUMENT, "## Reasons of dead letters"))
        .containsExactlyElementsOf(Stream.of(ReasonCode.values()).map(reason -> List.of(reason.code(), reason.meaning())).toList());
  }

  @Test
  void theTableOfRecordsNamesTheReasonsOfThreads() {
    String rows = MarkdownTable.below(DOCUMENT, "## Records on workflow-resume").toString();
    assertThat(Stream.of(ReasonCode.THREAD_EXISTS, ReasonCode.THREAD_ENDED, ReasonCode.THREAD_UNKNOWN, ReasonCode.MAILBOX_FULL).map(ReasonCode::code))
        .allMatch(rows::contains);
  }

  @ParameterizedTest
  @EnumSource(ReasonCode.class)
  void everyReasonHasAPage(ReasonCode reason) {
    assertThat(Path.of("..", "docs", "errors", reason.code().replace('/', '-') + ".md"))
        .content().startsWith("# " + reason.code() + "\n").contains("## What the system did", "## What to do");
  }

  @Test
  void everyPageOfTheAreaHasAReason() throws Exception {
    try (Stream<Path> pages = Files.list(Path.of("..", "docs", "errors"))) {
      List<String> documented = pages.map(page -> page.getFileName().toString()).filter(name -> name.startsWith("protocol-")).toList();
      assertThat(documented).containsExactlyInAnyOrderElementsOf(
          Stream.of(ReasonCode.values()).map(reason -> reason.code().replace('/', '-') + ".md").toList());
    }
  }

  private static List<String> firstCells(String heading) {
    return MarkdownTable.below(DOCUMENT, heading).stream().map(row -> row.get(0)).toList();
  }
}
