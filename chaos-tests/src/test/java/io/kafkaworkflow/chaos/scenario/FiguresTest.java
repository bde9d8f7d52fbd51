package io.kafkaworkflow.chaos.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkaworkflow.chaos.checker.History;
import io.kafkaworkflow.chaos.model.Expectations;
import io.kafkaworkflow.chaos.process.Cluster;
import io.kafkaworkflow.chaos.process.Node;
import io.kafkaworkflow.chaos.process.Role;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FiguresTest {
  @Test
  void figuresAreThereWhenTheClusterIsGone() {
    Figures figures;
    try (EngineThatFellTwice cluster = new EngineThatFellTwice()) {
      figures = new Figures(new Expectations(), new History(), List.of(), Map.of("Kill", 3), Figures.unexpectedEnds(cluster));
    }
    assertThat(figures.lines()).contains(
        "faults         3: 3 Kill",
        "brokers        0 ended by themselves and were started again",
        "engines        2 ended by themselves and were started again");
  }

  /** Answers until it is closed, as containers do. */
  private static final class EngineThatFellTwice implements Cluster {
    private boolean isClosed;

    @Override
    public int unexpectedEnds(Role role) {
      if (isClosed) throw new IllegalStateException("the cluster is gone");
      return role == Role.ENGINE ? 2 : 0;
    }

    @Override
    public void close() {
      isClosed = true;
    }

    @Override
    public String bootstrapServers() {
      throw new UnsupportedOperationException("figures need no broker");
    }

    @Override
    public List<Node> nodes(Role role) {
      throw new UnsupportedOperationException("figures need no process");
    }

    @Override
    public void startEngines() {
      throw new UnsupportedOperationException("figures start nothing");
    }

    @Override
    public void deployOtherBundle() {
      throw new UnsupportedOperationException("figures deploy nothing");
    }

    @Override
    public Optional<Links> links() {
      return Optional.empty();
    }

    @Override
    public Optional<Disks> disks() {
      return Optional.empty();
    }
  }
}
