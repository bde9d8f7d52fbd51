package io.kafkaworkflow.engine.query;

import java.util.List;
import java.util.Optional;

/**
 * The engines that have one partition's threads, as the last rebalance left them.
 *
 * @param active the one that moves them; empty when nobody is known to
 * @param standbys those that keep copies, which may lag behind
 */
public record Owners(Optional<EngineAddress> active, List<EngineAddress> standbys) {}
