namespace BlueSky.Infra.Tests.Bicep;

/// <summary>A resource, alone or one of a loop.</summary>
/// <param name="Type">With the types that it is nested in, without the version.</param>
/// <param name="Items">What a loop runs over.</param>
internal sealed record BicepResource(
    string File, string Symbol, string Type, string Version, bool IsExisting, BicepNode Body, BicepNode? Items)
{
    /// <summary>The resources of a file, each before those nested in it.</summary>
    public static IEnumerable<BicepResource> Of(string file, BicepNode tree) =>
        tree.Declarations("resource").SelectMany(declaration => From(file, declaration, outer: null));

    private static IEnumerable<BicepResource> From(string file, BicepNode declaration, BicepResource? outer)
    {
        var type = declaration.Children[1].Value.Split('@');
        var (body, items) = Unwrap(declaration.Children[2], items: null);
        var resource = new BicepResource(
            file,
            declaration.Name,
            outer is null ? type[0] : $"{outer.Type}/{type[0]}",
            type.ElementAtOrDefault(1) ?? outer!.Version,
            declaration.Text.Split('{')[0].Contains("' existing ", StringComparison.Ordinal),
            body,
            items);

        return body.Children.SelectMany(child => child.Declarations("resource"))
            .SelectMany(inner => From(file, inner, resource))
            .Prepend(resource);
    }

    // [for item in items: if (condition) { … }]
    private static (BicepNode Body, BicepNode? Items) Unwrap(BicepNode node, BicepNode? items) => node.Type switch
    {
        "for_statement" => Unwrap(node.Children[^1], node.Children[^2]),
        "if_statement" => Unwrap(node.Children[^1], items),
        _ => (node, items),
    };
}
