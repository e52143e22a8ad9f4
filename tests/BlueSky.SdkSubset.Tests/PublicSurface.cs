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
        return $"{kind} {type.Namespace}.{Name(type)}{List(" : ", type.IsEnum ? [] : Bases(type))}";
    }

    private static IEnumerable<string> Bases(Type type)
    {
        var contracts = type.GetInterfaces().Where(contract => contract.IsPublic).Select(Name);
        var parent = type.BaseType;
        return parent is null || parent == typeof(object) || parent == typeof(ValueType)
            ? contracts.Order(StringComparer.Ordinal)
            : contracts.Order(StringComparer.Ordinal).Prepend(Name(parent));
    }

    private static IEnumerable<string> Members(Type type) => type.IsEnum
        ? Enum.GetNames(type).Select(name => $"{name} = {Enum.Format(type, Enum.Parse(type, name), "d")}")
        :
        [
            .. type.GetConstructors(Declared).Where(IsVisible).Select(Constructor),
            .. type.GetMethods(Declared).Where(IsVisible).Where(method => !IsAccessor(method)).Select(Method),
            .. type.GetProperties(Declared).Where(IsVisible).Select(Property),
            .. type.GetFields(Declared).Where(field => field.IsPublic || field.IsFamily).Select(Field),
        ];

    private static bool IsVisible(PropertyInfo property) => property.GetAccessors(nonPublic: true).Any(IsVisible);

    private static bool IsVisible(MethodBase method) =>
        method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static bool IsAccessor(MethodInfo method) =>
        method.IsSpecialName && !method.Name.StartsWith("op_", StringComparison.Ordinal);

    private static string Constructor(ConstructorInfo constructor) =>
        $"{Modifiers(constructor)}{Name(constructor.DeclaringType!)}({Parameters(constructor.GetParameters())})";

    private static string Method(MethodInfo method)
    {
        var generic = method.GetGenericArguments();
        return $"{Modifiers(method)}{Name(method.ReturnType)} {method.Name}{List("<", generic.Select(Name), ">")}"
            + $"({Parameters(method.GetParameters())}){string.Concat(generic.Select(Constraint))}";
    }

    private static string Property(PropertyInfo property)
    {
        var accessors = property.GetAccessors(nonPublic: true).Where(IsVisible).ToArray();
        var index = List("[", property.GetIndexParameters().Select(Parameter), "]");
        var verbs = string.Join(' ', accessors.Select(accessor => $"{accessor.Name[..3]};"));
        return $"{Modifiers(accessors[0])}{Name(property.PropertyType)} {property.Name}{index} {{ {verbs} }}";
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
        var constraints = argument.GetGenericParameterConstraints().Select(Name);
        if (kinds.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint))
            constraints = constraints.Prepend("class");
        if (kinds.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint))
            constraints = constraints.Append("new()");
        return List($" where {argument.Name} : ", constraints);
    }

    private static string Parameters(ParameterInfo[] parameters) => List("", parameters.Select(Parameter));

    private static string Parameter(ParameterInfo parameter) =>
        (parameter.IsOut ? "out " : parameter.IsDefined(typeof(ParamArrayAttribute)) ? "params " : "")
        + $"{Name(parameter.ParameterType)} {parameter.Name}"
        + parameter switch
        {
            { HasDefaultValue: false } => "",
            { RawDefaultValue: null } => " = default",
            { RawDefaultValue: string text } => $" = \"{text}\"",
            { RawDefaultValue: var value } => $" = {Convert.ToString(value, CultureInfo.InvariantCulture)}",
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
        return $"{outer}{name}{List("<", type.GetGenericArguments().Select(Name), ">")}";
    }

    /// <summary>The items between two marks, or nothing without items.</summary>
    private static string List(string before, IEnumerable<string> items, string after = "") =>
        string.Join(", ", items) is { Length: > 0 } list ? before + list + after : "";
}
