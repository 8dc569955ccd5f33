/**
 * Who may write what: rules of collections, programs of FPJSON that allow, deny and complete a write.
 *
 * <p>Owns the stored form of rules, which of them a write meets, what they see and what they may call. Must never edit
 * the state, look at user data as program, or decide by anything but the write, the state and the entry. Start at
 * {@link io.cairn.engine.rule.RuleSet}.
 */
@NullMarked
package io.cairn.engine.rule;

import org.jspecify.annotations.NullMarked;
