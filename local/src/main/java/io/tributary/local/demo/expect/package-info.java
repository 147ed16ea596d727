/**
 * What must come of a demo, and whether it came: the expectation as the generator wrote it, the
 * lake read with DuckDB, the stores read with a JSON parser.
 *
 * <p>The pipeline's rules, canonicaliser and readers may not enter: they are what is compared.
 */
package io.tributary.local.demo.expect;
