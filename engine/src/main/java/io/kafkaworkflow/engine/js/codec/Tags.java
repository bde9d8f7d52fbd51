package io.kafkaworkflow.engine.js.codec;

/** First byte of a value; the table in docs/continuation-format.md, "Values". */
final class Tags {

  static final int UNDEFINED = 0;
  static final int NULL = 1;
  static final int FALSE = 2;
  static final int TRUE = 3;
  static final int INTEGER = 4;
  static final int NEGATIVE = 5;
  static final int DOUBLE = 6;
  static final int STRING = 7;
  static final int STRING_AGAIN = 8;
  static final int OBJECT_AGAIN = 9;
  static final int HOLE = 10;
  static final int UNINITIALIZED = 11;
  static final int BASELINE = 12;
  static final int BUILT_IN = 13;
  static final int ARRAY = 14;
  static final int OBJECT = 15;
  static final int CLOSURE = 16;
  static final int MAP = 17;
  static final int SET = 18;
  static final int DATE = 19;
  static final int ERROR = 20;
  static final int REGEXP = 21;
  static final int BIGINT = 22;
  static final int SYMBOL = 23;
  static final int CLOSURE_PROTOTYPE = 24;
  static final int OTHER_ARRAY = 25;
  static final int BOXED = 26;
  static final int ARRAY_BUFFER = 27;
  static final int VIEW = 28;
  static final int WITH_PRIVATES = 29;
  static final int CLOSURE_MEMBER = 30;
  static final int SMALL_INTEGER = 32;
  static final int LAYOUT = 48;

  /** Third byte of a symbol. */
  static final int SYMBOL_REGISTERED = 0;
  static final int SYMBOL_WELL_KNOWN = 1;
  static final int SYMBOL_LOCAL = 2;

  /** Flags of a shape. */
  static final int NOT_EXTENSIBLE = 1;
  static final int HAS_ATTRIBUTES = 2;
  /** An array's {@code length} or a RegExp's {@code lastIndex} is not writable. */
  static final int LOCKED_LENGTH = 4;

  /** Bits of a closure's payload: what differs from what the factory gives. */
  static final int CLOSURE_PROPERTIES = 1;
  static final int CLOSURE_PROTOTYPE_PROPERTIES = 2;
  static final int CLOSURE_MEMBERS = 4;
  /** The [[Prototype]], where the properties are as given. */
  static final int CLOSURE_PARENT = 8;
  static final int CLOSURE_PROTOTYPE_PARENT = 16;

  /** Prototypes that are created in a row before the objects above them: the one place where values nest. */
  static final int PROTOTYPE_DEPTH_MAX = 100;

  private Tags() {}
}
