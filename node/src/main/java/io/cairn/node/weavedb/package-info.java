/**
 * Configurations of WeaveDB, rewritten for Cairn.
 *
 * <p>Owns what is different between the two and says each difference in words. Must never send anything: what comes out
 * is a list of queries and a list of changes. Start at {@link io.cairn.node.weavedb.Translation}.
 */
@NullMarked
package io.cairn.node.weavedb;

import org.jspecify.annotations.NullMarked;
