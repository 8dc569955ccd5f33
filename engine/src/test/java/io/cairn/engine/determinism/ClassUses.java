package io.cairn.engine.determinism;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.LoadableConstantEntry;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.MethodHandleEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.MonitorInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Lists what one class file refers to. */
final class ClassUses {
    private static final String DECLARATION = "<class>";

    private final ClassModel model;
    private final Set<Use> uses = new LinkedHashSet<>();
    private final Set<String> typesInMethods = new HashSet<>();

    private ClassUses(ClassModel model) {
        this.model = model;
    }

    /** The uses in the class file, in a stable order and without repeats. */
    static Set<Use> of(byte[] classFile) {
        ClassUses scan = new ClassUses(ClassFile.of().parse(classFile));
        scan.model.methods().forEach(scan::readMethod);
        scan.readDeclarations();
        return scan.uses;
    }

    private void readDeclarations() {
        for (PoolEntry entry : model.constantPool()) {
            if (entry instanceof ClassEntry type) {
                addDeclaredType(type.asSymbol());
            }
        }
        model.fields().forEach(field -> addDeclaredType(field.fieldTypeSymbol()));
    }

    private void readMethod(MethodModel method) {
        String name = method.methodName().stringValue();
        addTypes(name, method.methodTypeSymbol());
        if (method.flags().has(AccessFlag.SYNCHRONIZED)) {
            uses.add(new Use.Lock(name));
        }
        method.code().ifPresent(code -> code.forEach(element -> readInstruction(name, element)));
    }

    private void readInstruction(String method, CodeElement element) {
        switch (element) {
            case InvokeInstruction call ->
                addCall(
                        method,
                        call.owner().asInternalName(),
                        call.name().stringValue(),
                        call.type().stringValue());
            case FieldInstruction field ->
                uses.add(new Use.Field(
                        method, field.owner().asInternalName(), field.name().stringValue()));
            case InvokeDynamicInstruction dynamic -> readDynamic(method, dynamic);
            case MonitorInstruction monitor
            when monitor.opcode() == Opcode.MONITORENTER -> uses.add(new Use.Lock(method));
            default -> {}
        }
    }

    private void readDynamic(String method, InvokeDynamicInstruction dynamic) {
        List<MemberRefEntry> handles = new ArrayList<>();
        for (LoadableConstantEntry argument :
                dynamic.invokedynamic().bootstrap().arguments()) {
            if (argument instanceof MethodHandleEntry handle) {
                handles.add(handle.reference());
            }
        }
        switch (descriptor(dynamic.bootstrapMethod().owner())) {
            case "java/lang/invoke/StringConcatFactory" ->
                uses.add(new Use.Concatenation(method, descriptors(dynamic.typeSymbol())));
            case "java/lang/runtime/ObjectMethods" ->
                uses.add(new Use.RecordMethod(
                        method,
                        dynamic.name().stringValue(),
                        handles.stream()
                                .map(handle -> handle.type().stringValue())
                                .toList()));
            default ->
                handles.forEach(handle -> addCall(
                        method,
                        handle.owner().asInternalName(),
                        handle.name().stringValue(),
                        handle.type().stringValue()));
        }
    }

    private void addCall(String method, String owner, String name, String descriptor) {
        uses.add(new Use.Call(method, owner, name, descriptor));
        if (!owner.startsWith("[")) {
            seeType(method, owner);
        }
        if (descriptor.startsWith("(")) {
            addTypes(method, MethodTypeDesc.ofDescriptor(descriptor));
        }
    }

    private void addTypes(String method, MethodTypeDesc type) {
        addType(method, type.returnType());
        type.parameterList().forEach(parameter -> addType(method, parameter));
    }

    private void addType(String method, ClassDesc type) {
        ClassDesc element = elementOf(type);
        if (element.isClassOrInterface()) {
            seeType(method, descriptor(element));
        }
    }

    /** A type that methods mention too is reported there, where the reader can find it. */
    private void addDeclaredType(ClassDesc type) {
        ClassDesc element = elementOf(type);
        if (element.isClassOrInterface() && !typesInMethods.contains(descriptor(element))) {
            uses.add(new Use.Type(DECLARATION, descriptor(element)));
        }
    }

    private void seeType(String method, String name) {
        typesInMethods.add(name);
        uses.add(new Use.Type(method, name));
    }

    private static ClassDesc elementOf(ClassDesc type) {
        ClassDesc element = type;
        while (element.isArray()) {
            element = element.componentType();
        }
        return element;
    }

    private static List<String> descriptors(MethodTypeDesc type) {
        return type.parameterList().stream().map(ClassDesc::descriptorString).toList();
    }

    private static String descriptor(ClassDesc type) {
        String descriptor = type.descriptorString();
        return descriptor.substring(1, descriptor.length() - 1);
    }
}
