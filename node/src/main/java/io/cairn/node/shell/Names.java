package io.cairn.node.shell;

import io.cairn.engine.model.CairnException;
import io.cairn.engine.sql.SqlResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The tables of a database and their columns, as they were a short while ago; nobody waits long for them. */
final class Names {
    private static final String QUESTION = """
            select c.relname, a.attname from pg_catalog.pg_class c
            join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            left join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum > 0
            where n.nspname not in ('pg_catalog', 'information_schema') and c.relkind in ('r', 'v', 'S')
            order by c.relname, a.attnum limit 20000""";
    private static final Duration FRESH = Duration.ofSeconds(20);
    private static final Duration WAIT = Duration.ofSeconds(2);

    private final Session session;
    private Map<String, List<String>> tables = Map.of();
    private long readAt;
    private boolean isRead;

    Names(Session session) {
        this.session = session;
    }

    /** Reads again the next time that a name is wanted. */
    void forget() {
        isRead = false;
    }

    /** The columns of each table, view and sequence. */
    Map<String, List<String>> tables() {
        if (!isRead || System.nanoTime() - readAt > FRESH.toNanos()) {
            Map<String, List<String>> found = read();
            if (found != null) {
                tables = found;
                isRead = true;
                readAt = System.nanoTime();
            }
        }
        return tables;
    }

    private @Nullable Map<String, List<String>> read() {
        FutureTask<SqlResult> task = new FutureTask<>(() -> session.ask(QUESTION));
        Thread.ofPlatform().daemon().name("names").start(task);
        try {
            Map<String, List<String>> found = new TreeMap<>();
            for (List<@Nullable String> row :
                    task.get(WAIT.toMillis(), TimeUnit.MILLISECONDS).rows()) {
                List<String> columns = found.computeIfAbsent(String.valueOf(row.getFirst()), _ -> new ArrayList<>());
                if (row.get(1) != null) {
                    columns.add(row.get(1));
                }
            }
            return found;
        } catch (ExecutionException failure) {
            // Completion is a help: without names there is less of it. Our own mistakes are told.
            if (failure.getCause() instanceof CairnException) {
                return null;
            }
            throw new IllegalStateException(failure);
        } catch (TimeoutException late) {
            task.cancel(true);
            return null;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return null;
        }
    }
}
