namespace BlueSky.Infra.Tests.Bicep;

/// <summary>A node of a syntax tree, as the parser names it.</summary>
/// <param name="Problem">What is wrong with it; null for what parses.</param>
internal sealed record BicepNode(
    string Type, string Text, int Line, string? Problem, IReadOnlyList<BicepNode> Children)
{
    public override string ToString() => $"{Type} in line {Line}";

    public IEnumerable<BicepNode> All => Children.SelectMany(child => child.All).Prepend(this);

    /// <summary>The name of what is declared, or of an object's property: <c>x</c> and <c>'x'</c> alike.</summary>
    public string Name => Children[0].Value;

    /// <summary>A string's content, interpolations as they are written; of anything else its text.</summary>
    public string Value => Type == "string" ? Text.Trim('\'') : Text;

    /// <summary>An object's own properties; resources nested in it are none.</summary>
    public IEnumerable<BicepNode> Properties =>
        Children.Where(child => child.Type == "object_property" && child.Children.Count == 2);

    public BicepNode? Find(params IEnumerable<string> path) => path.Aggregate(
        (BicepNode?)this,
        (node, name) => node?.Properties.FirstOrDefault(property => property.Name == name)?.Children[1]);

    public IEnumerable<BicepNode> Declarations(string kind) =>
        Children.Where(child => child.Type == $"{kind}_declaration");

    /// <summary>The tree as it were if that node had never been written.</summary>
    public BicepNode Without(BicepNode node) => All.Any(one => ReferenceEquals(one, node))
        ? this with
        {
            Children = Children.Where(child => !ReferenceEquals(child, node))
                .Select(child => child.Without(node)).ToList(),
        }
        : this;
}
