using System.Globalization;
using System.Reflection;
using System.Text;

namespace BlueSky.SdkSubset.Tests;

/// <summary>
/// An assembly's public and protected members as text: one line each, sorted, so that a change is a line in a diff.
/// </summary>
internal static class PublicSurface
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance
        | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static string Describe(Assembly assembly)
    {
        var text = new StringBuilder();
        foreach (var type in assembly.GetExportedTypes().OrderBy(type => type.FullName, StringComparer.Ordinal))
        {
            text.Append(Header(type)).Append('\n');
            foreach (var member in Members(type).Order(StringComparer.Ordinal))
                text.Append("    ").Append(member).Append('\n');
        }
        return text.ToString();
    }

    private static string Header(Type type)
    {
        var kind = type switch
        {
            { IsEnum: true } => "enum",
            { IsInterface: true } => "interface",
            { IsValueType: true } => "struct",
            { IsAbstract: true, IsSealed: true } => "static class",
            { IsAbstract: true } => "abstract class",
            { IsSealed: true } => "sealed class",
            _ => "class",
        };
        var bases = type.IsEnum ? [] : new[] { type.BaseType }.OfType<Type>()
            .Where(parent => parent != typeof(object) && parent != typeof(ValueType))
            .Select(Name)
            .Concat(type.GetInterfaces().Where(contract => contract.IsPublic).Select(Name).Order(StringComparer.Ordinal))
            .ToArray();
        return $"{kind} {type.Namespace}.{Name(type)}" + (bases.Length == 0 ? "" : $" : {string.Join(", ", bases)}");
    }

    private static IEnumerable<string> Members(Type type)
    {
        if (type.IsEnum)
            return Enum.GetNames(type).Select(name => $"{name} = {Convert.ToInt64(Enum.Parse(type, name), CultureInfo.InvariantCulture)}");
        return type.GetConstructors(Declared).Where(IsVisible).Select(Constructor)
            .Concat(type.GetMethods(Declared).Where(IsVisible).Where(method => !IsAccessor(method)).Select(Method))
            .Concat(type.GetProperties(Declared).Where(property => property.GetAccessors(true).Any(IsVisible)).Select(Property))
            .Concat(type.GetFields(Declared).Where(field => field.IsPublic || field.IsFamily).Select(Field));
    }

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static bool IsAccessor(MethodInfo method) =>
        method.IsSpecialName && !method.Name.StartsWith("op_", StringComparison.Ordinal);

    private static string Constructor(ConstructorInfo constructor) =>
        $"{Modifiers(constructor)}{Name(constructor.DeclaringType!)}({Parameters(constructor.GetParameters())})";

    private static string Method(MethodInfo method)
    {
        var generic = method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(Name))}>" : "";
        var constraints = method.IsGenericMethod ? string.Concat(method.GetGenericArguments().Select(Constraint)) : "";
        return $"{Modifiers(method)}{Name(method.ReturnType)} {method.Name}{generic}"
            + $"({Parameters(method.GetParameters())}){constraints}";
    }

    private static string Property(PropertyInfo property)
    {
        var accessors = property.GetAccessors(nonPublic: true).Where(IsVisible).ToArray();
        var index = property.GetIndexParameters() is { Length: > 0 } parameters ? $"[{Parameters(parameters)}]" : "";
        var verbs = accessors.Select(accessor => accessor.Name.StartsWith("get_", StringComparison.Ordinal) ? "get;" : "set;");
        return $"{Modifiers(accessors[0])}{Name(property.PropertyType)} {property.Name}{index} {{ {string.Join(' ', verbs)} }}";
    }

    private static string Field(FieldInfo field) =>
        $"{(field.IsPublic ? "public " : "protected ")}{(field.IsLiteral ? "const " : field.IsStatic ? "static " : "")}"
        + $"{Name(field.FieldType)} {field.Name}";

    private static string Modifiers(MethodBase method) =>
        (method.IsPublic ? "public " : "protected ")
        + (method.IsStatic ? "static " : "")
        + (method switch
        {
            { IsAbstract: true } => "abstract ",
            MethodInfo { IsVirtual: true, IsFinal: false } made when made.GetBaseDefinition() != made => "override ",
            { IsVirtual: true, IsFinal: false } => "virtual ",
            _ => "",
        });

    private static string Constraint(Type argument)
    {
        var kinds = argument.GenericParameterAttributes;
        string[] constraints =
        [
            .. kinds.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint) ? ["class"] : Array.Empty<string>(),
            .. argument.GetGenericParameterConstraints().Select(Name),
            .. kinds.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint) ? ["new()"] : Array.Empty<string>(),
        ];
        return constraints.Length == 0 ? "" : $" where {argument.Name} : {string.Join(", ", constraints)}";
    }

    private static string Parameters(ParameterInfo[] parameters) => string.Join(", ", parameters.Select(parameter =>
        (parameter.IsOut ? "out " : parameter.IsDefined(typeof(ParamArrayAttribute)) ? "params " : "")
        + $"{Name(parameter.ParameterType)} {parameter.Name}{Default(parameter)}"));

    private static string Default(ParameterInfo parameter) => !parameter.HasDefaultValue ? "" : parameter.RawDefaultValue switch
    {
        null => " = default",
        string text => $" = \"{text}\"",
        var value => $" = {Convert.ToString(value, CultureInfo.InvariantCulture)}",
    };

    private static string Name(Type type)
    {
        if (type.IsByRef)
            return Name(type.GetElementType()!);
        if (type.IsArray)
            return $"{Name(type.GetElementType()!)}[]";
        if (Nullable.GetUnderlyingType(type) is { } value)
            return $"{Name(value)}?";
        var outer = type is { IsNested: true, IsGenericParameter: false } ? $"{Name(type.DeclaringType!)}." : "";
        var name = type.Name.Split('`')[0];
        return type.IsGenericType ? $"{outer}{name}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>" : outer + name;
    }
}
