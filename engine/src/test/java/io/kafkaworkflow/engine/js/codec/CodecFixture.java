package io.kafkaworkflow.engine.js.codec;

import io.kafkaworkflow.engine.js.TestBundles;
import io.kafkaworkflow.engine.js.guest.GuestBuffers;
import io.kafkaworkflow.engine.js.guest.GuestRealm;
import io.kafkaworkflow.engine.js.guest.GuestValues;
import io.kafkaworkflow.engine.js.guest.Properties;
import io.kafkaworkflow.engine.step.ByteReader;
import io.kafkaworkflow.engine.step.ByteWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.Source;

/** One entered context in which a bundle by hand has been evaluated, {@code bundles/graphs.js} when nothing else is said, with both codecs. */
final class CodecFixture implements AutoCloseable {

  private static final Engine ENGINE = TestBundles.newEngine();

  final GuestRealm realm;
  final BodyCodec codec;
  private final Object host;
  private final Object tests;
  private final Context context;

  CodecFixture() {
    this(TestBundles.handWritten("graphs.js"), "codecTest");
  }

  /** @param left the global variable that the bundle leaves for its tests */
  CodecFixture(String text, String left) {
    context = TestBundles.newContext(ENGINE);
    context.enter();
    Source bundle = Source.newBuilder("js", text, "bundle.js").buildLiteral();
    context.getBindings("js").putMember("host", context.eval(bundle));
    realm = GuestRealm.entered();
    host = realm.takeGlobal("host");
    tests = realm.takeGlobal(left);
    codec = new BodyCodec(realm, host);
  }

  /** Names in one of the tables of the bundle. */
  List<String> names(String table) {
    List<String> names = new ArrayList<>();
    for (Properties.Own property : Properties.of(realm.get(tests, table))) {
      names.add(GuestValues.toJava(property.key()));
    }
    return names;
  }

  Object run(String table, String name) {
    return realm.call(realm.get(realm.get(tests, table), name));
  }

  /** Calls one of the functions that the bundle left. */
  Object call(String name, Object... arguments) {
    return realm.call(realm.get(tests, name), GuestValues.UNDEFINED, arguments);
  }

  /** A graph that depends on {@code seed} alone. */
  Object random(Object seed) {
    return realm.call(realm.get(tests, "random"), GuestValues.UNDEFINED, seed);
  }

  byte[] saveInTypeScript(Object root) {
    Object array = realm.call(realm.get(host, "save"), host, root);
    int from = GuestBuffers.byteOffset(array);
    return Arrays.copyOfRange(GuestBuffers.bytes(GuestBuffers.buffer(array)), from, from + GuestBuffers.length(array));
  }

  Object loadInTypeScript(byte[] body) {
    Object array = realm.construct(
        realm.call(realm.get(host, "builtIn"), host, GuestValues.string("Uint8Array")),
        GuestBuffers.create(realm, body.clone()));
    return realm.call(realm.get(host, "load"), host, array);
  }

  void rollbackInTypeScript() {
    realm.call(realm.get(host, "rollback"), host);
  }

  byte[] save(Object root) {
    ByteWriter out = codec.out();
    codec.write(root, Integer.MAX_VALUE);
    return out.toBytes();
  }

  Object load(byte[] body) {
    return codec.read(new ByteReader(body));
  }

  @Override
  public void close() {
    context.leave();
    context.close(true);
  }
}
