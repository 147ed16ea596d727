package io.tributary.hotkey.sr25519;

/**
 * A mutable point of the curve -x^2 + y^2 = 1 + d x^2 y^2 in extended coordinates (x = X/Z, y =
 * Y/Z, xy = T/Z), with complete formulas (Hisil, Wong, Carter, Dawson 2008): no case is special, so
 * nothing branches. Not thread-safe.
 *
 * <p>Coordinates are reduced field elements, x and t perhaps negated. Comments tell the bounds of
 * factors in the units of {@link FieldElement}, whose products may reach 40.
 */
final class EdwardsPoint {

  final FieldElement x;
  final FieldElement y;
  final FieldElement z;
  final FieldElement t;

  private final FieldElement e = new FieldElement();
  private final FieldElement f = new FieldElement();
  private final FieldElement g = new FieldElement();
  private final FieldElement h = new FieldElement();

  EdwardsPoint(FieldElement x, FieldElement y, FieldElement z, FieldElement t) {
    this.x = x;
    this.y = y;
    this.z = z;
    this.t = t;
  }

  static EdwardsPoint neutral() {
    return new EdwardsPoint(
        new FieldElement(), FieldElement.of(1), FieldElement.of(1), new FieldElement());
  }

  EdwardsPoint copy() {
    return new EdwardsPoint(x.copy(), y.copy(), z.copy(), t.copy());
  }

  void negate() {
    x.negateIf(-1L);
    t.negateIf(-1L);
  }

  /** Becomes twice itself. */
  void twice() {
    twiceWithoutT();
    t.setProduct(e, h);
  }

  /** Becomes twice itself, T left undefined: for a point that is doubled again next. */
  void twiceWithoutT() {
    e.setSum(x, y);
    e.setSquare(e);
    f.setSquare(z);
    g.setSquare(y);
    h.setSquare(x);
    // From here: f = 2Z^2 - (Y^2 - X^2), g = Y^2 - X^2, h = Y^2 + X^2, e = 2XY,
    // with bounds f 6, g 3, h 2, e 5.
    t.setSum(f, f);
    f.setSum(g, h);
    g.setDifference(g, h);
    h.set(f);
    e.setWideDifference(e, h);
    f.setWideDifference(t, g);
    x.setProduct(e, f);
    y.setProduct(g, h);
    z.setProduct(f, g);
  }

  void add(CachedPoint p) {
    prepare(p, p.yPlusX, p.yMinusX);
    finish();
  }

  void subtract(CachedPoint p) {
    prepare(p, p.yMinusX, p.yPlusX);
    g.negateIf(-1L);
    finish();
  }

  private void prepare(CachedPoint p, FieldElement sum, FieldElement difference) {
    e.setSum(y, x);
    e.setProduct(e, sum);
    f.setDifference(y, x);
    f.setProduct(f, difference);
    g.setProduct(t, p.twoDt);
    if (p.twoZ == null) {
      h.setSum(z, z);
    } else {
      h.setProduct(z, p.twoZ);
    }
  }

  private void finish() {
    // From here the bounds are e 3, f 6, g 4, h 2; t lends its place for a while.
    t.setSum(e, f);
    e.setDifference(e, f);
    f.setWideDifference(h, g);
    g.setSum(h, g);
    h.set(t);
    x.setProduct(e, f);
    y.setProduct(g, h);
    z.setProduct(f, g);
    t.setProduct(e, h);
  }

  void wipe() {
    for (FieldElement part : new FieldElement[] {x, y, z, t, e, f, g, h}) {
      part.wipe();
    }
  }
}
