package io.kafkaworkflow.http;

import java.util.function.DoubleSupplier;

/**
 * A number in {@code /metrics}.
 *
 * @param name with dots, such as {@code workflow.threads}
 * @param tag name of its one label, {@code tagValue} the value
 * @param value asked at each scrape; must not wait
 */
public record Gauge(String name, String help, String tag, String tagValue, DoubleSupplier value) {}
