assert.compareArray = function (actual, expected, message) {
  assert.sameValue(actual.length, expected.length, message);
  for (let i = 0; i < actual.length; i++) assert.sameValue(actual[i], expected[i], message);
};
