package io.kafkaworkflow.it.docs;

import io.kafkaworkflow.it.process.Installation;
import io.kafkaworkflow.it.process.Processes;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A reader who copies a page's commands in order sees what the page shows. */
class ReadPagesIT {
  private static final Path PAGES = Installation.ROOT.resolve("docs");

  @RegisterExtension final Processes processes = new Processes();
  @TempDir Path folder;

  @Test
  void theQuickStartShowsWhatIsSeen() throws Exception {
    new PageReader(folder, processes).follow(PAGES.resolve("quick-start.md"), "kafka-workflow");
  }

  @Test
  void theTutorialShowsWhatIsSeen() throws Exception {
    new PageReader(folder, processes).follow(PAGES.resolve("tutorial.md"), "");
  }

  @Test
  void startingAndResumingFromOtherProgramsShowsWhatIsSeen() throws Exception {
    new PageReader(folder, processes).follow(PAGES.resolve("start-and-resume.md"), "");
  }
}
