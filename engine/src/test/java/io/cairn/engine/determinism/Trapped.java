package io.cairn.engine.determinism;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** Marks planted code with the trap that must catch it. */
@Retention(RetentionPolicy.RUNTIME)
@interface Trapped {
    String value();
}
