/**
 * Runs the demo: prepares keys, starts the stack, feeds it, watches it and says how it ended.
 *
 * <p>Wiring only. What the parts do is in their own packages; nothing here decides about data.
 */
package io.tributary.local.demo.run;
