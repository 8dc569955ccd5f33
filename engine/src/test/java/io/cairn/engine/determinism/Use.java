package io.cairn.engine.determinism;

import java.util.List;

/**
 * One thing that a class file refers to. Names are as in class files: {@code java/util/Map}.
 *
 * <p>{@code method} is where the reference stands, or {@code <class>} for a declaration.
 */
sealed interface Use {
    String method();

    /** A type that is mentioned: created, cast to, declared, extended. */
    record Type(String method, String name) implements Use {}

    /** A field that is read or written. */
    record Field(String method, String owner, String name) implements Use {}

    /** A method or constructor that is called or taken as a method reference. */
    record Call(String method, String owner, String name, String descriptor) implements Use {}

    /** A string concatenation with the types of its arguments. */
    record Concatenation(String method, List<String> arguments) implements Use {}

    /** A method that the compiler made for a record, with the types of the components. */
    record RecordMethod(String method, String name, List<String> components) implements Use {}

    /** A lock: a synchronized block or method. */
    record Lock(String method) implements Use {}
}
