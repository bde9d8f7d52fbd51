package io.kafkaworkflow.http;

import java.util.concurrent.ThreadFactory;

/** Makes threads that never keep a process from ending: whatever waits in them is lost with it. */
public final class DaemonThreads implements ThreadFactory {
  private final String name;

  private DaemonThreads(String name) {
    this.name = name;
  }

  /** @param name of every thread that the factory makes, for dumps and logs */
  public static DaemonThreads named(String name) {
    return new DaemonThreads(name);
  }

  @Override
  public Thread newThread(Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }
}
