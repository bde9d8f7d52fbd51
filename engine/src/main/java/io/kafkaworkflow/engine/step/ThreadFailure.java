package io.kafkaworkflow.engine.step;

/**
 * Why a thread failed.
 *
 * @param text {@code String(reason)} of what was thrown
 * @param name {@code name} of an error object, else the type of the value
 * @param message {@code message} of an error object, else the text
 * @param stack in TypeScript positions where the bundle has a source map; empty for values without a stack
 */
public record ThreadFailure(String text, String name, String message, String stack) {}
