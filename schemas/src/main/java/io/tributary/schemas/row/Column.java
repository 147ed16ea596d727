package io.tributary.schemas.row;

/** One column of a table: its name, its type, and whether every row has a value. Immutable. */
public record Column(String name, ColumnType type, boolean required) {}
