package io.kafkaworkflow.engine.js.guest;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkaworkflow.engine.js.TestBundles;
import java.util.List;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What this package assumes of GraalJS's shapes and locations. Run it first when GraalJS gets another version. */
class ObjectMakerTest {

  private static final Object A = GuestValues.string("a");
  private static final Object B = GuestValues.string("b");

  private final Engine engine = TestBundles.newEngine();
  private final Context context = TestBundles.newContext(engine);
  private GuestRealm realm;

  @BeforeEach
  void enter() {
    context.enter();
    context.initialize("js");
    realm = GuestRealm.entered();
  }

  @AfterEach
  void leave() {
    context.leave();
    context.close(true);
    engine.close(true);
  }

  private Object eval(String expression) {
    context.eval("js", "globalThis.result = " + expression);
    return realm.takeGlobal("result");
  }

  private Object make(ObjectMaker maker, Object... values) {
    Object made = maker.create();
    for (int i = 0; i < values.length; i++) {
      maker.fill(made, i, values[i]);
    }
    maker.finish(made);
    return made;
  }

  @Test
  void valuesOfEveryTypeFitInOneAfterTheOther() {
    ObjectMaker maker = new ObjectMaker(realm, realm.objectPrototype(), new Object[] {A, B}, new byte[2], true);
    List<Object[]> rows = List.of(
        new Object[] {1, 2}, new Object[] {1, 2}, new Object[] {1.5, 2}, new Object[] {GuestValues.string("x"), 2.5}, new Object[] {3, 4},
        new Object[] {GuestValues.UNDEFINED, GuestValues.NULL}, new Object[] {true, maker.create()}, new Object[] {5, 6});
    for (Object[] row : rows) {
      Object made = make(maker, row);
      assertThat(same(realm.get(made, A), row[0])).isTrue();
      assertThat(same(realm.get(made, B), row[1])).isTrue();
      assertThat(Properties.of(made)).extracting(Properties.Own::key).containsExactly(A, B);
      assertThat(Properties.prototype(made)).isSameAs(realm.objectPrototype());
    }
  }

  /** An int may come back as a double: one JavaScript number. */
  private static boolean same(Object a, Object b) {
    return a.equals(b) || a instanceof Number && b instanceof Number && GuestValues.toDouble(a) == GuestValues.toDouble(b);
  }

  @Test
  void madeObjectsHaveTheShapeOfLiterals() {
    ObjectMaker maker = new ObjectMaker(realm, realm.objectPrototype(), new Object[] {A, B}, new byte[2], true);
    Object literal = eval("({ a: 1, b: 2 })");
    make(maker, 1, 2);

    GuestShapes shapes = new GuestShapes();
    assertThat(shapes.of(make(maker, 1, 2)).keys()).isEqualTo(shapes.of(literal).keys());
  }

  @Test
  void oneTruffleShapeMayHaveManyPrototypes() {
    GuestShapes shapes = new GuestShapes();
    Object first = eval("Object.create({ p: 1 })");
    Object second = eval("Object.create({ p: 2 })");

    assertThat(shapes.of(first)).isNotSameAs(shapes.of(second));
    assertThat(shapes.of(first).prototype()).isSameAs(Properties.prototype(first));
    assertThat(shapes.of(first).isShapeOf(first)).isTrue();
    assertThat(shapes.of(first).isShapeOf(second)).isFalse();
    assertThat(shapes.of(eval("[]")).prototype()).isSameAs(realm.arrayPrototype());
    assertThat(shapes.of(eval("Object.create(null)")).prototype()).isSameAs(GuestValues.NULL);
  }

  @Test
  void keysComeInTheOrderOfTheLanguageWithTheirAttributes() {
    Object object = eval("Object.defineProperty({ z: 1, [Symbol.iterator]: 2, 10: 3, 2: 4, y: 5 }, 'y', { enumerable: false, writable: false })");
    GuestShape shape = new GuestShapes().of(object);

    assertThat(shape.keys()).extracting(realm::display).containsExactly("2", "10", "z", "y", "Symbol(Symbol.iterator)");
    assertThat(shape.attributes()).containsExactly(0, 0, 0, Attributes.NOT_ENUMERABLE | Attributes.NOT_WRITABLE, 0);
    assertThat(shape.value(object, 0)).isEqualTo(4);
    assertThat(shape.value(object, 4)).isEqualTo(2);
  }

  @Test
  void attributesAndExtensibilityAreMade() {
    byte[] attributes = {Attributes.NOT_ENUMERABLE | Attributes.NOT_CONFIGURABLE | Attributes.NOT_WRITABLE, 0};
    Object made = make(new ObjectMaker(realm, realm.objectPrototype(), new Object[] {A, B}, attributes, false), 1, 2);

    assertThat(Properties.of(made)).extracting(Properties.Own::attributes).containsExactly(7, 0);
    assertThat(Properties.isExtensible(made)).isFalse();
  }

  @Test
  void objectsWithManyPropertiesAndDictionariesAreRead() {
    GuestShapes shapes = new GuestShapes();
    Object large = eval("(() => { const o = {}; for (let i = 0; i < 2000; i++) o['k' + i] = i; for (let i = 0; i < 1990; i++) delete o['k' + i]; return o })()");

    GuestShape shape = shapes.of(large);
    assertThat(shape == null ? Properties.of(large).size() : shape.keys().length).isEqualTo(10);
  }

  @Test
  void privateFieldsAreFoundByIdentityNotByName() {
    GuestShapes shapes = new GuestShapes();
    GuestShape first = shapes.of(eval("new (class { #x = 1 })()"));
    GuestShape second = shapes.of(eval("new (class { #x = 2 })()"));

    assertThat(first.privateFieldCount()).isOne();
    assertThat(first.privateFieldName(0)).isEqualTo("#x");
    assertThat(first.keys()).isEmpty();
    assertThat(second.privateIndexOf(first, 0)).isEqualTo(-1);
    assertThat(first.privateIndexOf(first, 0)).isZero();
  }

  @Test
  void unusualArraysAreToldFromPlainOnes() {
    assertThat(GuestArrays.hasPlainElements(eval("[1, 'a', , {}]"))).isTrue();
    assertThat(GuestArrays.hasPlainElements(eval("Object.freeze([1])"))).isFalse();
    assertThat(GuestArrays.hasPlainElements(eval("Object.seal([1])"))).isFalse();
    assertThat(GuestArrays.hasPlainElements(eval("Object.defineProperty([1], 0, { get() {} })"))).isFalse();
    assertThat(GuestArrays.isMostlyFilled(eval("[1, , 3]"))).isTrue();
    assertThat(GuestArrays.isMostlyFilled(eval("new Array(17)"))).isFalse();
    assertThat(GuestArrays.isMostlyFilled(eval("(() => { const a = []; a.length = 1000; return a })()"))).isFalse();
    assertThat(GuestArrays.isMostlyFilled(eval("(() => { const a = []; a[100] = 1; return a })()"))).isFalse();
    assertThat(GuestArrays.elements(eval("[1, , 3]"))).containsExactly(1, null, 3);
  }

  @Test
  void everyKindIsTold() {
    String[] expressions = {"undefined", "null", "true", "1.5", "'s'", "1n", "Symbol()", "({})", "[]", "() => 1", "(() => 1).bind(1)", "new Map()",
        "new Set()", "new Date()", "new TypeError()", "/x/", "Object(1)", "new ArrayBuffer(1)", "new Uint8Array(1)", "new DataView(new ArrayBuffer(1))"};
    for (int i = 0; i < expressions.length; i++) {
      assertThat(GuestValues.kindOf(eval(expressions[i]))).as(expressions[i]).isEqualTo(Kind.values()[i]);
    }
    for (String other : List.of("new Proxy({}, {})", "new WeakMap()", "Promise.resolve()", "(function*(){})()", "[].values()", "new WeakRef({})")) {
      Kind kind = GuestValues.kindOf(eval(other));
      assertThat(kind == Kind.OTHER || kind == Kind.ORDINARY).as(other + " is " + kind).isTrue();
    }
  }
}
