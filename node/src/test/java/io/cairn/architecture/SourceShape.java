package io.cairn.architecture;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** The sizes of source files, read with the compiler's own parser. */
final class SourceShape {
    /** What is counted, and the count above which a new one fails. */
    enum Measure {
        FILE_LINES(500),
        METHOD_LINES(60),
        PARAMETERS(6);

        private final int max;

        Measure(int max) {
            this.max = max;
        }

        int max() {
            return max;
        }
    }

    /** One size: of a file by its path, or of a method by the path and {@code #Type.method}. */
    record Size(Measure measure, String what, int count) {
        boolean tooLarge() {
            return count > measure.max();
        }
    }

    private SourceShape() {}

    /** All sizes in the files, given as path and source; one run of the parser reads them all. */
    static List<Size> of(Map<String, String> files) {
        List<Size> sizes = new ArrayList<>();
        List<Text> texts = new ArrayList<>();
        files.forEach((path, source) -> {
            sizes.add(new Size(Measure.FILE_LINES, path, (int) source.lines().count()));
            texts.add(new Text(path, source));
        });
        JavacTask task = (JavacTask)
                ToolProvider.getSystemJavaCompiler().getTask(null, null, null, List.of("-proc:none"), null, texts);
        try {
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            for (CompilationUnitTree unit : task.parse()) {
                String path = unit.getSourceFile().toUri().getPath().substring(1);
                new Methods(path, unit, positions, sizes).scan(unit, null);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sizes;
    }

    private static final class Methods extends TreePathScanner<@Nullable Void, @Nullable Void> {
        private final String path;
        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final List<Size> sizes;
        private final Deque<String> types = new ArrayDeque<>();

        Methods(String path, CompilationUnitTree unit, SourcePositions positions, List<Size> sizes) {
            this.path = path;
            this.unit = unit;
            this.positions = positions;
            this.sizes = sizes;
        }

        @Override
        public @Nullable Void visitClass(ClassTree type, @Nullable Void unused) {
            types.addLast(type.getSimpleName().toString());
            super.visitClass(type, unused);
            types.removeLast();
            return null;
        }

        @Override
        public @Nullable Void visitMethod(MethodTree method, @Nullable Void unused) {
            String what = path + "#" + String.join(".", types) + "." + method.getName();
            if (!isCompactConstructor(method)) {
                sizes.add(new Size(
                        Measure.PARAMETERS, what, method.getParameters().size()));
            }
            BlockTree body = method.getBody();
            if (body != null) {
                sizes.add(new Size(Measure.METHOD_LINES, what, lines(body)));
            }
            return super.visitMethod(method, unused);
        }

        /** It repeats the record's components, which are the very thing that long lists should become. */
        private boolean isCompactConstructor(MethodTree method) {
            return getCurrentPath().getParentPath().getLeaf() instanceof ClassTree type
                    && type.getKind() == Tree.Kind.RECORD
                    && method.getReturnType() == null;
        }

        /** Lines between the braces. */
        private int lines(Tree body) {
            long first = unit.getLineMap().getLineNumber(positions.getStartPosition(unit, body));
            long last = unit.getLineMap().getLineNumber(positions.getEndPosition(unit, body));
            return (int) Math.max(0, last - first - 1);
        }
    }

    private static final class Text extends SimpleJavaFileObject {
        private final String source;

        Text(String path, String source) {
            super(URI.create("text:///" + path), JavaFileObject.Kind.SOURCE);
            this.source = source;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return source;
        }
    }
}
