function assert(isTrue, message) {
  if (isTrue !== true) throw new Test262Error(message === undefined ? "expected true" : message);
}

assert.sameValue = function (actual, expected, message) {
  if (!Object.is(actual, expected)) throw new Test262Error(`${message}: expected ${String(expected)}, found ${String(actual)}`);
};

assert.throws = function (constructor, act, message) {
  try {
    act();
  } catch (error) {
    assert.sameValue(error.constructor, constructor, message);
    return;
  }
  throw new Test262Error(`${message}: nothing thrown`);
};
