package io.cairn.node.http;

import java.util.ArrayList;
import java.util.List;

/**
 * What a route says of itself.
 *
 * @param bodies the bodies that it takes, any one of them; empty where it takes none
 * @param status of its success
 * @param answers the contents that a success may have; one is chosen by the Accept header
 */
public record Description(
        String summary, List<Parameter> parameters, List<Content> bodies, int status, List<Content> answers) {
    /** Copies the lists. */
    public Description {
        parameters = List.copyOf(parameters);
        bodies = List.copyOf(bodies);
        answers = List.copyOf(answers);
    }

    /** A description to be completed. */
    public static Description of(String summary) {
        return new Description(summary, List.of(), List.of(), 200, List.of());
    }

    /** With one more parameter. */
    public Description parameter(Parameter parameter) {
        return new Description(summary, plus(parameters, parameter), bodies, status, answers);
    }

    /** With one more content that it takes. */
    public Description takes(Content body) {
        return new Description(summary, parameters, plus(bodies, body), status, answers);
    }

    /** With one more content of a success. */
    public Description answers(Content answer) {
        return new Description(summary, parameters, bodies, status, plus(answers, answer));
    }

    /** With another status of a success. */
    public Description status(int other) {
        return new Description(summary, parameters, bodies, other, answers);
    }

    boolean hasPathParameter(String name) {
        return has(name, false);
    }

    boolean hasQueryParameter(String name) {
        return has(name, true);
    }

    boolean takes(String type) {
        return has(bodies, type);
    }

    private boolean has(String name, boolean inQuery) {
        for (Parameter parameter : parameters) {
            if (parameter.inQuery() == inQuery && parameter.name().equals(name)) {
                return true;
            }
        }
        return false;
    }

    private static boolean has(List<Content> contents, String type) {
        for (Content content : contents) {
            if (content.type().equals(type)) {
                return true;
            }
        }
        return false;
    }

    private static <T> List<T> plus(List<T> list, T element) {
        List<T> more = new ArrayList<>(list);
        more.add(element);
        return more;
    }
}
