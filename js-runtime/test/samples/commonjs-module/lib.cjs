var started = 10;
exports.version = "1";
exports.counter = function counter() { var n = started; return { up: function () { return ++n; } }; };
