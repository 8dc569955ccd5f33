package io.cairn.node.weavedb;

import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Triggers and crons: programs of version 1, lists of jobs, become programs of version 2. */
final class Jobs {
    private static final Value VERSION = Value.of(2);

    private Jobs() {}

    static void triggers(String collection, List<Value> triggers, String at, Translation.Writer writer) {
        for (int i = 0; i < triggers.size(); i++) {
            String place = at + "/" + i;
            if (!(triggers.get(i) instanceof Value.Document trigger)) {
                writer.leaveOut(place, "a trigger is an object {key, on, func}");
                continue;
            }
            if (trigger.get("on") instanceof Value.Text(var on) && on.indexOf(',') >= 0
                    || trigger.get("on") instanceof Value.Array) {
                writer.change(
                        place + "/on", "a trigger on several operations never fires in WeaveDB; here it fires on each");
            }
            try {
                writer.queryOn("addTrigger", rewritten(trigger, "func", place, writer), collection);
            } catch (CairnException.Incorrect cannot) {
                writer.leaveOut(cannot.at(), cannot.getMessage());
            }
        }
        if (!triggers.isEmpty()) {
            writer.change(
                    at,
                    "a set over a document is an update to triggers, an upsert that makes one is a create, and a trigger that"
                            + " fails refuses the write that it follows");
        }
    }

    static void cron(String name, Value value, String at, Translation.Writer writer) {
        if (!(value instanceof Value.Document cron)) {
            writer.leaveOut(at, "a cron is an object {span, jobs, …}");
            return;
        }
        try {
            Value.Document.Builder written = Value.Document.builder();
            for (Map.Entry<String, Value> field : rewritten(cron, "jobs", at, writer)) {
                if (field.getKey().equals("start")) {
                    writer.change(
                            at + "/start",
                            "a cron starts when it is imported, or later; a start that is given is dropped");
                } else {
                    written.put(field.getKey(), field.getValue());
                }
            }
            writer.query("addCron", written.build(), Value.of(name));
        } catch (CairnException.Incorrect cannot) {
            writer.leaveOut(cannot.at(), cannot.getMessage());
        }
    }

    private static Value.Document rewritten(Value.Document job, String program, String at, Translation.Writer writer) {
        Value given = job.get(program);
        if (VERSION.equals(job.get("version"))) {
            Tokens.check(given == null ? Value.none() : given, at + "/" + program, writer);
            return job;
        }
        List<Value> blocks = new ArrayList<>();
        List<Value> jobs = Translation.list(given == null ? Value.none() : given, at + "/" + program);
        for (int i = 0; i < jobs.size(); i++) {
            blocks.add(block(jobs.get(i), at + "/" + program + "/" + i));
        }
        Tokens.check(new Value.Array(blocks), at + "/" + program, writer);
        writer.change(at + "/" + program, "a list of jobs (version 1) is written as blocks (version 2)");
        return job.toBuilder()
                .put(program, new Value.Array(blocks))
                .put("version", VERSION)
                .build();
    }

    private static Value block(Value job, String at) {
        if (!(job instanceof Value.Array(var parts))
                || parts.isEmpty()
                || !(parts.getFirst() instanceof Value.Text(var head))) {
            throw cannot(at, "a job of version 1 is a list that begins with a word");
        }
        return switch (head) {
            case "get" -> get(parts, at);
            case "let" -> list(Value.of("=$" + text(parts, 1, at)), part(parts, 2, at));
            case "do" -> part(parts, 1, at);
            case "set", "add", "update", "upsert", "delete", "batch", "transfer", "withdraw", "mint" ->
                list(Value.of(head + "()"), part(parts, 1, at));
            case "if" -> list(Value.of("if"), part(parts, 1, at), block(part(parts, 2, at), at + "/2"));
            case "ifelse" ->
                list(
                        Value.of("if"),
                        part(parts, 1, at),
                        block(part(parts, 2, at), at + "/2"),
                        Value.of("else"),
                        block(part(parts, 3, at), at + "/3"));
            case "break" -> list(Value.of("break"));
            default -> throw cannot(at, "there is no job " + head + " that could be rewritten");
        };
    }

    private static Value get(List<Value> parts, String at) {
        Value assigned = list(Value.of("=$" + text(parts, 1, at)), list(Value.of("get()"), part(parts, 2, at)));
        if (parts.size() < 4) {
            return assigned;
        }
        String name = text(parts, 1, at);
        return list(
                Value.of("[]"),
                assigned,
                list(Value.of("if"), Value.of("x$" + name), list(Value.of("=$" + name), part(parts, 3, at))));
    }

    private static Value part(List<Value> parts, int index, String at) {
        if (index < parts.size()) {
            return parts.get(index);
        }
        throw cannot(at, "the job has no part " + index);
    }

    private static String text(List<Value> parts, int index, String at) {
        if (part(parts, index, at) instanceof Value.Text(var text)) {
            return text;
        }
        throw cannot(at + "/" + index, "a name is expected");
    }

    private static Value list(Value... values) {
        return new Value.Array(List.of(values));
    }

    private static CairnException.Incorrect cannot(String at, String what) {
        return new CairnException.Incorrect("weavedb-malformed", at, what);
    }
}
