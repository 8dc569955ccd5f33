/**
 * Tables of cases for rules: a database in memory, named users, queries and what is expected of them. And programs of
 * rules on writes that are made up, line by line.
 *
 * <p>Owns the form of such a file or request and the trial. Must never decide anything itself: every query is signed and carried out
 * by the engine that replicas run. Start at {@link io.cairn.node.ruletest.RuleTrial}.
 */
@NullMarked
package io.cairn.node.ruletest;

import org.jspecify.annotations.NullMarked;
