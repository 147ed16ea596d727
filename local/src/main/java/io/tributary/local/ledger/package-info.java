/**
 * What the ingest job has published on its topics, added up. Reads and counts; knows no job, no
 * store and no demo.
 */
package io.tributary.local.ledger;
