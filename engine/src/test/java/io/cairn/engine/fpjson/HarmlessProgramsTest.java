package io.cairn.engine.fpjson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.engine.codec.Json;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a program says or data holds, nothing happens but an answer or a named refusal. */
final class HarmlessProgramsTest {
    private static final long FUEL = 200_000;
    private static final int SMALL_STACK_BYTES = 1 << 20;
    private static final int PROGRAMS = Boolean.getBoolean("cairn.full") ? 200_000 : 20_000;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"var\":\"new.t\"}",
                "[\"identity\",{\"var\":\"new.t\"}]",
                "[\"$\",\"new.t\"]",
                "[\"head\",[\"of\",[\"$\",\"new.t\"]]]",
                "[\"map\",[\"identity\"],{\"var\":\"new.t\"}]",
                "[\"path\",[\"new\",\"t\"],{\"new\":{\"var\":\"new\"}}]",
                "[[\"pipe\",[\"var\",\"new.t\"],[\"identity\"]],0]",
                "[\"apply\",[\"unapply\",[\"identity\"]],{\"var\":\"new.t\"}]",
                "[\"prop\",\"t\",[\"clone\",{\"var\":\"new\"}]]",
            })
    void dataIsNeverRun(String program) {
        for (String data : List.of(
                "[\"add\",1,2]",
                "[\"let\",\"isOwner\",true]",
                "[\"equals\",1,1]",
                "[\"[]\",\"add\",1]",
                "[\"invoker\",0,\"constructor\"]",
                "[\"__\"]",
                "[\"typ\",\"Array\"]",
                "[\"reg\",\"(\"]",
                "[{\"var\":\"secret\"}]")) {
            Value document = Value.Document.of(Map.of("t", Json.parse(data)));
            Variables variables = new Variables();
            variables.set("new", Term.of(document));
            variables.set("secret", Term.of(Value.of(42)));
            assertThat(run(program, variables, FUEL)).as(data).isEqualTo(Json.parse(data));
            assertThat(variables.names()).containsExactly("new", "secret");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"invoker", "construct", "constructN", "bind", "andThen", "otherwise"})
    void functionsThatReachTheHostAreRefused(String name) {
        for (String program : List.of(
                "[\"" + name + "\",1]",
                "[\"" + name + "\",0,\"constructor\"]",
                "[[\"" + name + "\",[\"__\"],\"x\"],[\"inc\"]]",
                "[[\"pipe\",[\"" + name + "\"]],1]",
                "[\"map\",[\"" + name + "\"],[1]]")) {
            assertRefused(program, "fpjson-function-refused");
        }
    }

    @Test
    void namesOfJavaScriptsOwnAreOrdinary() {
        for (String name : List.of("__proto__", "constructor", "toString", "hasOwnProperty", "prototype")) {
            Variables variables = new Variables();
            assertThat(run(
                            "[[\"let\",\"" + name + ".x\",1],[\"$\",\"" + name + "\"],[\"$\",\"other\"]]",
                            variables,
                            FUEL))
                    .isEqualTo(Json.parse("[1,{\"x\":1},[]]"));
            assertThat(run("[\"keys\",[\"assoc\",\"" + name + "\",1,{}]]", variables, FUEL))
                    .isEqualTo(Json.parse("[\"" + name + "\"]"));
            assertThat(run("[\"prop\",\"" + name + "\",[\"of\",1]]", variables, FUEL))
                    .isEqualTo(Json.parse("[]"));
            assertThat(run("[\"has\",\"" + name + "\",{}]", variables, FUEL)).isEqualTo(Value.of(false));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[\"until\",[\"F\"],[\"identity\"],1]",
                "[\"unfold\",[\"juxt\",[\"[]\",[\"always\",0],[\"always\",0]]],1]",
                "[\"range\",0,1e300]",
                "[\"range\",-1e300,0]",
                "[\"repeat\",1,4000000000]",
                "[\"times\",[\"identity\"],1e9]",
                "[\"until\",[\"F\"],[\"concat\",\"aa\"],\"a\"]",
                "[\"until\",[\"F\"],[\"converge\",[\"concat\"],[\"[]\",[\"identity\"],[\"identity\"]]],\"a\"]",
                "[\"until\",[\"F\"],[\"converge\",[\"concat\"],[\"[]\",[\"identity\"],[\"identity\"]]],[1]]",
                "[\"until\",[\"F\"],[\"of\"],1]",
                "[\"until\",[\"F\"],[\"objOf\",\"a\"],1]",
                "[\"until\",[\"F\"],[\"converge\",[\"pair\"],[\"[]\",[\"identity\"],[\"identity\"]]],1]",
                "[\"assoc\",4000000000,1,[]]",
                "[\"let\",\"a.999\",[\"until\",[\"F\"],[\"append\",1],[]]]",
                "[\"aperture\",5000,[\"range\",0,10000]]",
                "[\"xprod\",[\"range\",0,10000],[\"range\",0,10000]]",
                "[\"splitEvery\",0.00001,[\"range\",0,10000]]",
                "[\"sequence\",[\"of\"],[\"repeat\",[\"range\",0,10],20]]",
                "[[\"liftN\",5,[\"unapply\",[\"sum\"]]],[\"range\",0,99],[\"range\",0,99],[\"range\",0,99],[1],[1]]",
                "[\"join\",\"xxxxxxxxxxxxxxxxxxxxxxxxxxxxx\",[\"range\",0,90000]]",
                "[[\"typ\",\"Array\"],4000000000]",
                "[\"zip\",{\"length\":4000000000},{\"length\":4000000000}]",
                "[\"forEach\",[\"identity\"],{\"length\":4000000000}]",
                "[\"reduce\",[\"add\"],0,{\"length\":4000000000,\"0\":1,\"3999999999\":1}]",
                "[\"replace\",[\"reg\",\"x*y|x\",\"g\"],\"zz\",[\"join\",\"\",[\"repeat\",\"x\",60000]]]",
                "[\"insert\",[\"until\",[\"F\"],[\"pipe\",[\"inc\"]],0],1,[]]",
            })
    void whatNeverEndsOrExplodesRunsOut(String program) {
        long start = System.nanoTime();
        assertThatThrownBy(() -> run(program, new Variables(), FUEL))
                .isInstanceOfSatisfying(
                        CairnException.Refused.class,
                        refused -> assertThat(refused.code())
                                .isIn("fpjson-out-of-steps", "fpjson-out-of-cells", "fpjson-too-deep"));
        assertThat(System.nanoTime() - start).as("nanoseconds of " + program).isLessThan(60_000_000_000L);
    }

    @Test
    void patternsTakeLinearTime() {
        String text = "[\"join\",\"\",[\"repeat\",\"x\",60000]]";
        assertThat(run("[\"test\",[\"reg\",\"(x+x+)+y\"]," + text + "]", new Variables(), FUEL))
                .isEqualTo(Value.of(false));
        for (String pattern : List.of("(a)\\\\1", "(?=a)", "(?<!a)b", "(x{100}){100}", "x{5000}", "(", "[a", "\\\\")) {
            assertRefused("[\"reg\",\"" + pattern + "\"]", "fpjson-pattern");
            assertRefused("[\"match\",\"" + pattern + "\",\"a\"]", "fpjson-pattern");
        }
        assertRefused("[\"reg\",\"a\",\"y\"]", "fpjson-pattern");
    }

    @Test
    void runningOutCannotBeCaught() {
        assertRefused("[[\"tryCatch\",[\"until\",[\"F\"],[\"inc\"]],[\"always\",1]],0]", "fpjson-out-of-steps");
        assertThat(run("[[\"tryCatch\",[\"map\",\"x\"],[\"prop\",\"code\"]],[1]]", new Variables(), FUEL))
                .isEqualTo(Value.of("fpjson-not-a-function"));
    }

    @Test
    void fuelIsTheSameEveryTimeAndSharedByPrograms() {
        Fuel fuel = new Fuel(FUEL, FUEL);
        Expression program = Expression.compile(Json.parse("[\"sum\",[\"map\",[\"inc\"],[\"range\",0,100]]]"), "");
        program.evaluate(new Variables(), fuel);
        long steps = FUEL - fuel.stepsLeft();
        long cells = FUEL - fuel.cellsLeft();
        program.evaluate(new Variables(), fuel);
        assertThat(FUEL - fuel.stepsLeft()).isEqualTo(2 * steps);
        assertThat(FUEL - fuel.cellsLeft()).isEqualTo(2 * cells);
        assertThat(steps).isBetween(200L, 1000L);
    }

    @Test
    void aResultThatHoldsTheSameManyTimesIsBounded() {
        Variables variables = new Variables();
        variables.set("data", Term.of(Json.parse("{\"a\":\"" + "x".repeat(100_000) + "\"}")));
        for (String large : List.of("{\"var\":\"data\"}", "{\"var\":\"data.a\"}", "[\"keys\",[\"range\",0,200]]")) {
            assertThatThrownBy(() -> run("[\"repeat\",[\"repeat\"," + large + ",400],400]", variables, FUEL))
                    .isInstanceOfSatisfying(
                            CairnException.Refused.class,
                            refused -> assertThat(refused.code()).isEqualTo("fpjson-out-of-cells"));
        }
    }

    @Test
    void deepDataFitsASmallStack() throws InterruptedException {
        List<String> failures = new ArrayList<>();
        String nested = "[\"until\",[\"pipe\",[\"$\",\"x\"],[\"F\"]],[\"of\"],1]";
        String deepList = "[\"reduce\",[\"of\"],1,[\"range\",0,250]]";
        String deepObject = "[\"reduce\",[\"objOf\",\"a\"],1,[\"range\",0,250]]";
        List<String> programs = new ArrayList<>(List.of(nested));
        for (String deep : List.of(deepList, deepObject, "{\"var\":\"data\"}")) {
            programs.add("[\"length\",[\"toString\"," + deep + "]]");
            programs.add("[\"equals\"," + deep + "," + deep + "]");
            programs.add("[\"type\",[\"clone\"," + deep + "]]");
            programs.add("[\"length\",[\"flatten\"," + deep + "]]");
            programs.add("[\"type\",[\"mergeDeepRight\"," + deep + "," + deep + "]]");
            programs.add("[\"type\",[\"mergeDeepWith\",[\"pair\"]," + deep + "," + deep + "]]");
            programs.add("[\"uniq\",[[\"[]\"," + deep + "],[\"[]\"," + deep + "]]]");
            programs.add("[\"join\",\",\"," + deep + "]");
            programs.add("[\"add\",1," + deep + "]");
            programs.add("[\"type\",[\"evolve\"," + deep + "," + deep + "]]");
            programs.add("[\"type\",[\"applySpec\"," + deep + "]]");
            programs.add("[\"type\",[\"$\"," + deep + "]]");
            programs.add(deep);
        }
        for (String function : List.of(
                "[\"pipe\",[\"reduce\",[\"unary\",[\"compose\"]],[\"inc\"],[\"range\",0,5000]]]",
                "[\"reduce\",[\"map\",[\"__\"],[\"inc\"]],[\"inc\"],[\"range\",0,5000]]",
                "[\"reduce\",[\"binary\",[\"flip\",[\"compose\"]]],[\"inc\"],[\"repeat\",[\"inc\"],5000]]",
                "[\"reduce\",[\"binary\",[\"both\"]],[\"T\"],[\"repeat\",[\"T\"],5000]]",
                "[\"reduce\",[\"binary\",[\"o\"]],[\"inc\"],[\"repeat\",[\"inc\"],5000]]",
                "[\"reduce\",[\"unary\",[\"curry\"]],[\"inc\"],[\"range\",0,5000]]",
                "[\"reduce\",[\"unary\",[\"lift\"]],[\"inc\"],[\"range\",0,5000]]",
                "[\"reduce\",[\"unary\",[\"once\"]],[\"inc\"],[\"range\",0,5000]]",
                "[\"reduce\",[\"unary\",[\"complement\"]],[\"T\"],[\"range\",0,5000]]",
                "[\"reduce\",[\"binary\",[\"ap\"]],[\"add\"],[\"repeat\",[\"inc\"],5000]]",
                "[\"reduce\",[\"pipe\",[\"nthArg\",0],[\"ifElse\",[\"T\"],[\"__\"],[\"inc\"]]],[\"inc\"],[\"range\",0,5000]]")) {
            programs.add("[" + function + ",1]");
            programs.add("[\"map\"," + function + ",[1]]");
            programs.add("[\"transduce\"," + function + ",[\"add\"],0,[1,2]]");
        }
        programs.add("[\"into\",[],[\"apply\",[\"compose\"],[\"repeat\",[\"map\",[\"inc\"]],5000]],[1]]");
        programs.add("[\"into\",[],[\"apply\",[\"compose\"],[\"repeat\",[\"chain\",[\"of\"]],60]],[1]]");
        String deepPairs = "[\"reduce\",[\"flip\",[\"always\",[\"identity\"]]],1,[\"range\",0,250]]";
        String pairs = "[\"reduce\",[\"unary\",[\"converge\",[\"pair\"],[\"[]\",[\"identity\"],[\"identity\"]]]],1,"
                + "[\"range\",0,250]]";
        for (String mapper : List.of(
                "map",
                "mapObjIndexed",
                "forEachObjIndexed",
                "filter",
                "reject",
                "sortBy",
                "chain",
                "groupBy",
                "countBy",
                "uniqBy",
                "takeWhile",
                "dropWhile",
                "find",
                "pickBy",
                "all",
                "any",
                "none",
                "count",
                "partition",
                "until",
                "forEach",
                "collectBy",
                "indexBy",
                "findIndex",
                "tap",
                "times",
                "sort",
                "sortWith",
                "traverse")) {
            for (String data : List.of(deepList, deepObject, pairs, deepPairs)) {
                programs.add("[[\"reduce\",[\"unary\",[\"" + mapper + "\"]],[\"identity\"],[\"range\",0,5000]]," + data
                        + "]");
            }
        }
        // A fold of forty stages within the last stage of another, and so on.
        String stages = "[\"compose\"" + ",[\"map\",[\"identity\"]]".repeat(40) + "]";
        programs.add("[[\"reduce\",[\"pipe\",[\"nthArg\",0],[\"map\"],[\"o\"," + stages + "],"
                + "[\"transduce\",[\"__\"],[\"add\"],0],[\"o\",[\"__\"],[\"of\"]]],[\"inc\"],[\"range\",0,200]],1]");
        programs.add("[\"evolve\",[\"reduce\",[\"objOf\",\"a\"],[\"inc\"],[\"range\",0,190]]," + deepObject + "]");
        programs.add("[\"mergeDeepWith\",[\"mergeDeepWith\",[\"mergeDeepWith\",[\"pair\"]]]," + deepObject + ","
                + deepObject + "]");
        programs.add("[\"$\",[\"join\",\"\",[\"repeat\",\"$\",5000]]]");
        programs.add("[\"let\",[\"join\",\".\",[\"repeat\",\"a\",5000]],1]");
        programs.add("[\"assocPath\",[\"repeat\",\"a\",5000],1,{}]");
        programs.add("[\"over\",[\"lensPath\",[\"repeat\",\"a\",5000]],[\"inc\"],{}]");
        programs.add("[\"over\",[\"apply\",[\"compose\"],[\"repeat\",[\"lensProp\",\"a\"],5000]],[\"inc\"],{}]");
        programs.add("[\"match\",[\"join\",\"\",[\"append\",\"x\",[\"repeat\",\"(\",45]]],\"x\"]");
        programs.add("[\"match\",[\"join\",\"\",[\"repeat\",\"x?\",400]],[\"join\",\"\",[\"repeat\",\"x\",100]]]");
        programs.add("[\"match\",[\"join\",\"\",[\"repeat\",\"(a|b\",49]],\"x\"]");
        programs.add(
                "[\"match\",\"((((((((((((((((((((x*)*)*)*)*)*)*)*)*)*)*)*)*)*)*)*)*)*)*)*)*\",\"xxxxxxxxxxxxxxxxx\"]");
        String data = "1";
        for (int i = 0; i < 63; i++) {
            data = i % 2 == 0 ? "[" + data + "]" : "{\"a\":" + data + "}";
        }
        Value deepData = Json.parse(data);
        AtomicReference<Throwable> escaped = new AtomicReference<>();
        Thread thread = new Thread(null, () -> runAll(programs, deepData, failures), "small", SMALL_STACK_BYTES);
        thread.setUncaughtExceptionHandler((_, failure) -> escaped.set(failure));
        thread.start();
        thread.join();
        assertThat(escaped.get()).isNull();
        assertThat(failures).isEmpty();
    }

    private static void runAll(List<String> programs, Value data, List<String> failures) {
        for (String program : programs) {
            Variables variables = new Variables();
            variables.set("data", Term.of(data));
            try {
                run(program, variables, 5_000_000);
            } catch (CairnException.Refused refused) {
                if (refused.getMessage().isEmpty()) {
                    failures.add(program);
                }
            } catch (StackOverflowError | RuntimeException failure) {
                failures.add(program + " " + failure);
            }
        }
    }

    @Test
    void anyJsonIsAProgram() {
        long seed = Long.getLong("cairn.seed", 7);
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        List<String> names = Library.names();
        int answered = 0;
        for (int i = 0; i < PROGRAMS; i++) {
            String program = any(random, names, 0);
            Variables variables = new Variables();
            variables.set("x", Term.of(Json.parse(any(random, names, 2))));
            try {
                run(program, variables, 20_000);
                answered++;
            } catch (CairnException.Refused refused) {
                assertThat(refused.code()).as(program).startsWith("fpjson-");
            } catch (StackOverflowError | RuntimeException failure) {
                throw new AssertionError("seed " + seed + ": " + program, failure);
            }
        }
        assertThat(answered).isGreaterThan(PROGRAMS / 10);
    }

    private static String any(Random random, List<String> names, int level) {
        int kind = random.nextInt(level > 4 ? 8 : 14);
        return switch (kind) {
            case 0 -> "null";
            case 1 -> random.nextBoolean() ? "true" : "-1";
            case 2 -> String.valueOf(random.nextInt(5));
            case 3 -> "2.5e" + (random.nextInt(40) - 20);
            case 4 -> "\"x\"";
            case 5 -> "[\"" + names.get(random.nextInt(names.size())) + "\"]";
            case 6 ->
                List.of("\"\"", "\"$x\"", "\"%x\"", "[\"__\"]", "{\"var\":\"x\"}", "[]", "{}", "\"length\"")
                        .get(random.nextInt(8));
            case 7 ->
                List.of("[\"typ\",\"Array\"]", "[\"reg\",\"a*\",\"g\"]", "\"aXb\"", "[\"typ\",\"String\"]")
                        .get(random.nextInt(4));
            case 8 -> "{\"a\":" + any(random, names, level + 1) + ",\"length\":" + any(random, names, level + 1) + "}";
            default -> {
                StringBuilder list = new StringBuilder("[");
                if (kind > 9) {
                    list.append('"')
                            .append(names.get(random.nextInt(names.size())))
                            .append("\",");
                } else {
                    list.append(any(random, names, level + 1)).append(',');
                }
                int count = 1 + random.nextInt(3);
                for (int i = 0; i < count; i++) {
                    list.append(i == 0 ? "" : ",").append(any(random, names, level + 1));
                }
                yield list.append(']').toString();
            }
        };
    }

    private static void assertRefused(String program, String code) {
        assertThatThrownBy(() -> run(program, new Variables(), FUEL))
                .as(program)
                .isInstanceOfSatisfying(
                        CairnException.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo(code));
    }

    private static Value run(String program, Variables variables, long fuel) {
        return Expression.compile(Json.parse(program), "")
                .evaluate(variables, new Fuel(fuel, fuel))
                .value();
    }
}
