package io.cairn.engine.schema;

import com.networknt.schema.Error;
import com.networknt.schema.ExecutionConfig;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.annotation.Annotation;
import com.networknt.schema.annotation.Annotations;
import com.networknt.schema.path.NodePath;
import java.util.AbstractMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One validation. Every keyword, error and annotation that the library comes to is charged. */
final class Run extends ExecutionContext {
    /** Most schemas that are within each other, or refer to each other, at one value. */
    static final int DEPTH_MAX = 200;

    private static final int ERROR_STEPS = 8;

    private static final ExecutionConfig CONFIG = ExecutionConfig.builder()
            .locale(Locale.ROOT)
            .maxEvaluationDepth(DEPTH_MAX)
            .build();

    private final Meter meter;
    private @Nullable Charged annotations;

    Run(Meter meter) {
        super(CONFIG);
        this.meter = meter;
    }

    Meter meter() {
        return meter;
    }

    @Override
    public void evaluationPathAddLast(String token) {
        meter.charge(1);
        super.evaluationPathAddLast(token);
    }

    @Override
    public void evaluationPathAddLast(int token) {
        meter.charge(1);
        super.evaluationPathAddLast(token);
    }

    @Override
    public void addError(Error error) {
        meter.charge(ERROR_STEPS);
        super.addError(error);
    }

    @Override
    public Annotations getAnnotations() {
        if (annotations == null) {
            annotations = new Charged(meter);
        }
        return annotations;
    }

    /** The library looks at all annotations of a value whenever it comes back to it. */
    private static final class Charged extends Annotations {
        private final Meter meter;
        private final Map<NodePath, List<Annotation>> values;

        Charged(Meter meter) {
            this.meter = meter;
            this.values = new Lookup(super.asMap(), meter);
        }

        @Override
        public void put(Annotation annotation) {
            meter.charge(1);
            super.put(annotation);
        }

        @Override
        public Map<NodePath, List<Annotation>> asMap() {
            return values;
        }
    }

    private static final class Lookup extends AbstractMap<NodePath, List<Annotation>> {
        private final Map<NodePath, List<Annotation>> values;
        private final Meter meter;

        Lookup(Map<NodePath, List<Annotation>> values, Meter meter) {
            this.values = values;
            this.meter = meter;
        }

        @Override
        public @Nullable List<Annotation> get(Object place) {
            List<Annotation> found = values.get(place);
            meter.charge(found == null ? 1 : 1 + found.size() / 2);
            return found;
        }

        @Override
        public boolean containsKey(Object place) {
            return values.containsKey(place);
        }

        @Override
        public Set<Entry<NodePath, List<Annotation>>> entrySet() {
            return new LinkedHashMap<>(values).entrySet();
        }
    }
}
