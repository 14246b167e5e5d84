using System.Reflection;

namespace SmartBeats.AwsStandIns.Tests;

/// <summary>A type's public face, one line a member, in words close to C#. Derived from nothing but metadata.</summary>
internal static class Signature
{
    public static IEnumerable<string> Of(Type type)
    {
        var name = Name(type);
        yield return $"{Kind(type)} {name}" + (type.BaseType is { } b && b != typeof(object) && b != typeof(ValueType) && b != typeof(Enum) ? $" : {Name(b)}" : "");
        const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        if (type.IsSubclassOf(typeof(Delegate)))
        {
            yield return $"{name} {Method(type.GetMethod("Invoke")!)}";
            yield break;
        }
        foreach (var constructor in type.GetConstructors(Declared).Where(Visible)) yield return $"{name} new({Parameters(constructor)})";
        foreach (var field in type.GetFields(Declared).Where(f => f.IsPublic && !f.IsSpecialName)) yield return $"{name} {field.Name}: {Name(field.FieldType)}";
        foreach (var property in type.GetProperties(Declared).Where(p => Visible(p.GetMethod ?? p.SetMethod!) && !Overrides(p.GetMethod ?? p.SetMethod!)))
            yield return $"{name} {property.Name}: {Name(property.PropertyType)} {{{(property.GetMethod is null ? "" : " get;")}{(property.SetMethod is { } set && Visible(set) ? " set;" : "")} }}";
        foreach (var method in type.GetMethods(Declared).Where(m => Visible(m) && !Overrides(m) && (!m.IsSpecialName || m.Name.StartsWith("op_", StringComparison.Ordinal))))
            yield return $"{name} {Method(method)}";
    }

    private static string Kind(Type type) => type switch
    {
        { IsEnum: true } => "enum",
        { IsInterface: true } => "interface",
        { IsAbstract: true, IsSealed: true } => "static class",
        { IsAbstract: true } => "abstract class",
        _ when type.IsSubclassOf(typeof(Delegate)) => "delegate",
        _ => "class",
    };

    private static string Method(MethodInfo method) =>
        (method.IsStatic ? "static " : "") + method.Name + (method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(a => a.Name))}>" : "") +
        $"({Parameters(method)}): {Name(method.ReturnType)}";

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(p =>
        (p.IsDefined(typeof(ParamArrayAttribute)) ? "params " : "") + Name(p.ParameterType) + " " + p.Name + (p.IsOptional ? "?" : "")));

    /// <summary>what a caller or a subclass sees.</summary>
    private static bool Visible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    /// <summary>An override changes no caller's view: it is the base's line.</summary>
    private static bool Overrides(MethodInfo method) => method.GetBaseDefinition() != method;

    private static string Name(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner) return Name(inner) + "?";
        if (type.IsArray) return Name(type.GetElementType()!) + "[]";
        if (type.IsGenericParameter) return type.Name;
        var simple = type.IsNested ? Name(type.DeclaringType!) + "." + type.Name : type.Namespace!.StartsWith("Amazon", StringComparison.Ordinal) ? type.FullName ?? $"{type.Namespace}.{type.Name}" : type.Name;
        var tick = simple.IndexOf('`', StringComparison.Ordinal);
        return tick < 0 ? simple : simple[..tick] + $"<{string.Join(", ", type.GetGenericArguments().Select(Name))}>";
    }
}
