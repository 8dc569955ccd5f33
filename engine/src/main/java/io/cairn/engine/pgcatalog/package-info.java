/**
 * PostgreSQL's system tables and functions, made from the objects of a catalog: {@code pg_catalog} and
 * {@code information_schema} as tables that H2 joins with others. They show what the state's catalog holds and nothing of
 * a machine, so that a question about them is answered alike wherever it is run. Beside them stands what H2 is given to do
 * as PostgreSQL does: what GROUP BY takes, types of sums and averages, arithmetic of dates, names of columns.
 */
@NullMarked
package io.cairn.engine.pgcatalog;

import org.jspecify.annotations.NullMarked;
