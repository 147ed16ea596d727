package io.tributary.hotkey.chain;

/** Why something could not be read from a chain. */
public enum ChainFault {
  /** No answer of the node came in time, or its answer was not that of a node: try again. */
  UNREACHABLE,
  /** The node answered that it cannot or will not. */
  REFUSED,
  /** The node's answer does not have the form it should have, or contradicts itself. */
  MALFORMED
}
