package io.kafkaworkflow.chaos.process;

/** What a process of the system under attack is. */
public enum Role { BROKER, ENGINE, SCHEDULER }
