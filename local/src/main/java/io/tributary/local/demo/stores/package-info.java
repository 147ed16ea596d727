/**
 * Makes miners' stores for the demo: deterministic, in upstream's exact form, with what must come
 * of them written down by the generator itself.
 *
 * <p>The pipeline's own rules and canonicaliser may not enter: the expectation would prove nothing.
 */
package io.tributary.local.demo.stores;
