/**
 * How the sink buffers, encodes, stages and commits. Not an API: everything here may change.
 *
 * <p>State and committables are versioned; credentials never enter either.
 */
package io.tributary.connectors.sink.internal;
