package io.cairn.h2.build;

import java.lang.classfile.AccessFlags;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.FieldModel;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.classfile.Opcode;
import java.lang.classfile.attribute.InnerClassesAttribute;
import java.lang.classfile.attribute.NestMembersAttribute;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.ExceptionCatch;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.classfile.instruction.TypeCheckInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Rewrites relocated classes after the {@link Rules}, and counts what it did.
 *
 * <p>Where an instruction uses a class that is not in the jar, or a member that is cut, H2's error "feature not
 * supported" is thrown in its place; what follows it is dead, and the writer of class files blanks it out.
 */
final class Patch {
    private static final ClassDesc ERRORS = ClassDesc.of("io.cairn.h2.message.DbException");
    private static final ClassDesc TYPE_INFO = ClassDesc.of("io.cairn.h2.value.TypeInfo");
    private static final MethodTypeDesc ERROR = MethodTypeDesc.of(ERRORS, ConstantDescs.CD_String);

    private final Rules rules;
    private final ClassFile classFile;
    private final SortedMap<String, Integer> sites = new TreeMap<>();

    Patch(Rules rules, ClassHierarchyResolver hierarchy) {
        this.rules = rules;
        classFile = ClassFile.of(
                ClassFile.ClassHierarchyResolverOption.of(hierarchy),
                ClassFile.ConstantPoolSharingOption.NEW_POOL,
                ClassFile.DebugElementsOption.DROP_DEBUG,
                ClassFile.StackMapsOption.GENERATE_STACK_MAPS);
    }

    /** Every place that was changed, as {@code what target in class.method}, and how often. */
    SortedMap<String, Integer> sites() {
        return sites;
    }

    /** The class file after the rules. */
    byte[] apply(byte[] relocated) {
        ClassModel model = classFile.parse(relocated);
        String type = model.thisClass().asInternalName();
        ClassTransform rewritten = (builder, element) -> {
            switch (element) {
                case MethodModel method -> {
                    String within = type + "." + method.methodName().stringValue();
                    MethodTransform code =
                            MethodTransform.transformingCode((target, part) -> rewrite(within, target, part));
                    builder.transformMethod(method, open(within, code));
                }
                case FieldModel field -> copy(type, field, builder);
                case AccessFlags flags
                when rules.opens(type) -> {
                    count("open", type, type);
                    builder.withFlags(open(flags));
                }
                case InnerClassesAttribute inner ->
                    builder.with(InnerClassesAttribute.of(inner.classes().stream()
                            .filter(entry -> isThere(entry.innerClass()))
                            .toList()));
                case NestMembersAttribute nest ->
                    builder.with(NestMembersAttribute.of(
                            nest.nestMembers().stream().filter(this::isThere).toList()));
                default -> builder.with(element);
            }
        };
        return classFile.transformClass(
                model, rewritten.andThen(ClassTransform.endHandler(builder -> addFields(type, builder))));
    }

    private void addFields(String type, ClassBuilder builder) {
        for (String name : rules.added(type)) {
            count("add", type + "." + name, type);
            builder.withField(name, ConstantDescs.CD_boolean, ClassFile.ACC_PUBLIC);
        }
    }

    private boolean isThere(ClassEntry type) {
        return !rules.removes(type.asInternalName());
    }

    private void copy(String type, FieldModel field, ClassBuilder builder) {
        String name = type + "." + field.fieldName().stringValue();
        if (!rules.opens(name)) {
            builder.with(field);
            return;
        }
        count("open", name, type);
        builder.transformField(field, (target, element) -> {
            if (element instanceof AccessFlags flags) {
                target.withFlags(open(flags));
            } else {
                target.with(element);
            }
        });
    }

    private MethodTransform open(String name, MethodTransform rewritten) {
        if (!rules.opens(name)) {
            return rewritten;
        }
        count("open", name, name.substring(0, name.indexOf('.')));
        MethodTransform opened = (target, element) -> {
            if (element instanceof AccessFlags flags) {
                target.withFlags(open(flags));
            } else {
                target.with(element);
            }
        };
        return opened.andThen(rewritten);
    }

    private static int open(AccessFlags flags) {
        int hidden = ClassFile.ACC_PRIVATE | ClassFile.ACC_PROTECTED;
        return flags.flagsMask() & ~hidden | ClassFile.ACC_PUBLIC;
    }

    private void rewrite(String within, CodeBuilder code, CodeElement element) {
        switch (element) {
            case InvokeInstruction invoke -> rewriteCall(within, code, invoke);
            case FieldInstruction field -> rewriteField(within, code, field);
            case NewObjectInstruction made -> {
                String type = made.className().asInternalName();
                cutOrKeep(within, code, element, type, type + ".<init>");
            }
            case TypeCheckInstruction check -> rewriteCheck(within, code, check);
            case ConstantInstruction.LoadConstantInstruction load
            when load.constantValue() instanceof ClassDesc type && type.isClassOrInterface() -> {
                String name = internalName(type);
                cutOrKeep(within, code, element, name, name + ".class");
            }
            case ExceptionCatch caught
            when caught.catchType()
                    .filter(type -> rules.removes(type.asInternalName()))
                    .isPresent() -> count("cut", caught.catchType().get().asInternalName() + " catch", within);
            default -> code.with(element);
        }
    }

    private void rewriteCall(String within, CodeBuilder code, InvokeInstruction invoke) {
        String owner = invoke.owner().asInternalName();
        String target =
                owner + "." + invoke.name().stringValue() + invoke.type().stringValue();
        Optional<String> call = rules.call(target, within).filter(name -> !name.equals(within));
        Optional<String> guard = rules.guard(target).filter(name -> !name.equals(within));
        if (guard.isPresent()) {
            count("guard", target, within);
            guard(code, invoke, guard.get());
            return;
        }
        Optional<String> typed = rules.typed(target, within);
        if (typed.isPresent()) {
            count("typed", target, within);
            typed(within, code, invoke, typed.get());
            return;
        }
        Optional<String> outer = rules.outer(target, within);
        if (outer.isPresent()) {
            count("outer", target, within);
            outer(within, code, invoke, outer.get());
            return;
        }
        if (call.isEmpty() || owner.startsWith("[")) {
            cutOrKeep(within, code, invoke, owner, target);
            return;
        }
        count("call", target, within);
        MethodTypeDesc type = invoke.typeSymbol();
        ClassDesc replacement =
                ClassDesc.ofInternalName(call.get().substring(0, call.get().indexOf('.')));
        String name = call.get().substring(call.get().indexOf('.') + 1);
        if (invoke.name().equalsString("<init>")) {
            // The constructor takes one argument more, which the static method gives.
            int descriptor = name.indexOf('(');
            MethodTypeDesc given = MethodTypeDesc.ofDescriptor(name.substring(descriptor));
            code.invokestatic(replacement, name.substring(0, descriptor), given);
            code.invokespecial(
                    invoke.owner().asSymbol(),
                    "<init>",
                    type.insertParameterTypes(type.parameterCount(), given.returnType()));
            return;
        }
        if (invoke.opcode() != Opcode.INVOKESTATIC) {
            type = type.insertParameterTypes(0, invoke.owner().asSymbol());
        }
        code.invokestatic(replacement, name, known(type));
        if (rules.casts(target)) {
            code.checkcast(type.returnType());
        }
    }

    /** The static method, which is given the type of this object's values as one argument more. */
    private static void typed(String within, CodeBuilder code, InvokeInstruction invoke, String typed) {
        int dot = typed.indexOf('.');
        MethodTypeDesc type = invoke.typeSymbol();
        code.aload(0);
        code.getfield(ClassDesc.ofInternalName(within.substring(0, within.indexOf('.'))), "type", TYPE_INFO);
        code.invokestatic(
                ClassDesc.ofInternalName(typed.substring(0, dot)),
                typed.substring(dot + 1),
                type.insertParameterTypes(type.parameterCount(), TYPE_INFO));
    }

    /** The static method, which is given the object around this one as one argument more. */
    private static void outer(String within, CodeBuilder code, InvokeInstruction invoke, String outer) {
        int dot = outer.indexOf('.');
        ClassDesc around = ClassDesc.ofInternalName(within.substring(0, within.indexOf('$')));
        MethodTypeDesc type =
                invoke.typeSymbol().insertParameterTypes(0, invoke.owner().asSymbol());
        code.aload(0);
        code.getfield(ClassDesc.ofInternalName(within.substring(0, within.indexOf('.'))), "this$0", around);
        code.invokestatic(
                ClassDesc.ofInternalName(outer.substring(0, dot)),
                outer.substring(dot + 1),
                known(type.insertParameterTypes(type.parameterCount(), around)));
        code.checkcast(type.returnType());
    }

    /** The static method where one statement is guarded, else the method itself. */
    private static void guard(CodeBuilder code, InvokeInstruction invoke, String guard) {
        ClassDesc owner = ClassDesc.ofInternalName(guard.substring(0, guard.indexOf('.')));
        MethodTypeDesc type =
                invoke.typeSymbol().insertParameterTypes(0, invoke.owner().asSymbol());
        Label original = code.newLabel();
        Label end = code.newLabel();
        code.invokestatic(owner, "isBound", MethodTypeDesc.of(ConstantDescs.CD_boolean));
        code.ifeq(original);
        MethodTypeDesc known = known(type);
        if (isOfH2(type.returnType())) {
            code.invokestatic(
                    owner, guard.substring(guard.indexOf('.') + 1), known.changeReturnType(ConstantDescs.CD_Object));
            code.checkcast(type.returnType());
        } else {
            code.invokestatic(owner, guard.substring(guard.indexOf('.') + 1), known);
        }
        code.goto_(end);
        code.labelBinding(original);
        code.with(invoke);
        code.labelBinding(end);
    }

    /**
     * The descriptor with Object for H2's types, which code compiled before them cannot name. A result that is given as
     * Object has to be handed on to where any object goes: an interface, or behind a cast.
     */
    private static MethodTypeDesc known(MethodTypeDesc type) {
        MethodTypeDesc known = type;
        for (int i = 0; i < type.parameterCount(); i++) {
            if (isOfH2(type.parameterType(i))) {
                known = known.changeParameterType(i, ConstantDescs.CD_Object);
            }
        }
        return isOfH2(type.returnType()) ? known.changeReturnType(ConstantDescs.CD_Object) : known;
    }

    private static boolean isOfH2(ClassDesc type) {
        String descriptor = type.descriptorString();
        return descriptor.startsWith("Lio/cairn/h2/") || descriptor.startsWith("[Lio/cairn/h2/");
    }

    private void rewriteField(String within, CodeBuilder code, FieldInstruction field) {
        String owner = field.owner().asInternalName();
        String target = owner + "." + field.name().stringValue();
        Optional<String> read = field.opcode() == Opcode.GETFIELD ? rules.read(target) : Optional.empty();
        if (read.isEmpty()) {
            cutOrKeep(within, code, field, owner, target);
            return;
        }
        count("read", target, within);
        code.pop();
        if (read.get().equals("null")) {
            code.aconst_null();
        } else {
            int dot = read.get().indexOf('.');
            code.invokestatic(
                    ClassDesc.ofInternalName(read.get().substring(0, dot)),
                    read.get().substring(dot + 1),
                    MethodTypeDesc.of(field.typeSymbol()));
        }
    }

    /** Nothing is an instance of a class that is not there. */
    private void rewriteCheck(String within, CodeBuilder code, TypeCheckInstruction check) {
        String type = check.type().asInternalName();
        if (check.opcode() == Opcode.INSTANCEOF && rules.removes(type)) {
            count("cut", type + " instanceof", within);
            code.pop().iconst_0();
        } else {
            cutOrKeep(within, code, check, type, type + ".class");
        }
    }

    private void cutOrKeep(String within, CodeBuilder code, CodeElement element, String owner, String target) {
        if (!rules.removes(owner) && !rules.cuts(target, within)) {
            code.with(element);
            makeNull(code, element);
            return;
        }
        count("cut", target, within);
        String name = target.contains("(") ? target.substring(0, target.indexOf('(')) : target;
        code.loadConstant(name.substring(name.lastIndexOf('/') + 1));
        code.invokestatic(ERRORS, "getUnsupportedException", ERROR);
        code.athrow();
    }

    /** A value of a class that is not there is null, and must not make the JVM look for the class. */
    private void makeNull(CodeBuilder code, CodeElement element) {
        ClassDesc given = switch (element) {
            case InvokeInstruction invoke -> invoke.typeSymbol().returnType();
            case FieldInstruction field
            when field.opcode() == Opcode.GETFIELD || field.opcode() == Opcode.GETSTATIC -> field.typeSymbol();
            default -> ConstantDescs.CD_void;
        };
        if (given.isClassOrInterface() && rules.removes(internalName(given))) {
            code.pop().aconst_null();
        }
    }

    private void count(String what, String target, String within) {
        sites.merge(what + " " + target + " in " + within, 1, Integer::sum);
    }

    private static String internalName(ClassDesc type) {
        String descriptor = type.descriptorString();
        return descriptor.substring(1, descriptor.length() - 1);
    }
}
