using BlueSky.Infra.Tests.Bicep;

namespace BlueSky.Infra.Tests.Checks;

/// <summary>
/// What a compiler would say first: names that nothing declares, parameters that nobody gives or takes.
/// </summary>
internal static class WiringCheck
{
    private static readonly HashSet<string> BuiltIn =
    [
        "concat", "contains", "empty", "environment", "guid", "items", "join", "length", "map", "range", "reduce",
        "resourceGroup", "split", "subscription", "subscriptionResourceId", "tenant", "toObject", "trim", "union",
        "uniqueString",
    ];

    public static IEnumerable<string> Findings(Infrastructure infra) =>
    [
        .. infra.Files.SelectMany(file => Problems(file.Key, file.Value)),
        .. infra.Files.SelectMany(file => Undeclared(file.Key, file.Value)),
        .. infra.Files.SelectMany(file => file.Value.Declarations("module").SelectMany(
            module => Parameters(infra, file.Key, module))),
        .. infra.Files.SelectMany(file => Outputs(infra, file.Key, file.Value)),
        .. infra.Resources.Where(resource => resource.Type.Contains('/', StringComparison.Ordinal))
            .GroupBy(resource => string.Join('/', resource.Type.Split('/')[..2]))
            .Where(type => type.Select(resource => resource.Version).Distinct().Count() > 1)
            .Select(type => $"{type.Key} is used in more than one version"),
    ];

    private static IEnumerable<string> Problems(string file, BicepNode tree) =>
        tree.All.Where(node => node.Problem is not null)
            .Select(node => $"{file}, line {node.Line}: {node.Problem}");

    private static IEnumerable<string> Undeclared(string file, BicepNode tree)
    {
        var declared = tree.All.SelectMany(Declared).ToHashSet();
        return
        [
            .. Used(tree).Where(node => !declared.Contains(node.Text) && !BuiltIn.Contains(node.Text))
                .Select(node => $"{file}, line {node.Line}: nothing is called {node.Text}"),
            .. tree.Declarations("parameter").Concat(tree.Declarations("variable"))
                .Where(one => !Used(tree).Any(node => node.Text == one.Name))
                .Select(one => $"{file}: {one.Name} is not used"),
        ];
    }

    private static IEnumerable<string> Declared(BicepNode node) => node.Type switch
    {
        "parameter_declaration" or "variable_declaration" or "resource_declaration" or "module_declaration"
            or "type_declaration" or "user_defined_function" or "import_functionality" or "parameter" => [node.Name],
        "for_statement" => node.Children.SkipLast(2).SelectMany(one => one.All).Select(one => one.Text),
        "lambda_expression" => node.Children.SkipLast(1).SelectMany(one => one.All).Select(one => one.Text),
        _ => [],
    };

    // Names in the places of values; decorators and types have their own.
    private static IEnumerable<BicepNode> Used(BicepNode node) => node.Type switch
    {
        "decorators" or "import_functionality" or "type_declaration" => [],
        "identifier" => [node],
        "object_property" when node.Children.Count == 2 =>
            Used(node.Children[1]).Concat(node.Children[0].Type == "string" ? Used(node.Children[0]) : []),
        "resource_expression" => Used(node.Children[0]),
        "for_statement" => node.Children.TakeLast(2).SelectMany(Used),
        "lambda_expression" => Used(node.Children[^1]),
        "parameter" or "type" => [],
        "parameter_declaration" or "variable_declaration" or "resource_declaration" or "module_declaration"
            or "output_declaration" or "user_defined_function" => node.Children.Skip(1).SelectMany(Used),
        _ => node.Children.SelectMany(Used),
    };

    private static IEnumerable<string> Parameters(Infrastructure infra, string file, BicepNode module)
    {
        if (!infra.Files.TryGetValue(module.Children[1].Value, out var target))
        {
            return [$"{file}: there is no {module.Children[1].Value}"];
        }

        // A module on a condition: if (condition) { … }
        var body = module.Children[2] is { Type: "if_statement" } conditional
            ? conditional.Children[^1]
            : module.Children[2];
        var given = body.Find("params")?.Properties.Select(property => property.Name).ToList() ?? [];
        var taken = target.Declarations("parameter").ToList();
        return
        [
            .. given.Except(taken.Select(parameter => parameter.Name))
                .Select(name => $"{file}: {module.Name} has no parameter {name}"),
            .. taken.Where(parameter => !IsOptional(parameter)).Select(parameter => parameter.Name).Except(given)
                .Select(name => $"{file}: {module.Name} is not given {name}"),
        ];
    }

    private static bool IsOptional(BicepNode parameter) =>
        parameter.Children.Count > 2 || parameter.Children[1].All.Any(node => node.Type == "nullable_type");

    // module.outputs.name
    private static IEnumerable<string> Outputs(Infrastructure infra, string file, BicepNode tree) =>
        from node in tree.All
        where node.Type == "member_expression" && node.Children[0].Type == "member_expression"
            && node.Children[0].Children[1].Text == "outputs"
        let module = tree.Declarations("module").FirstOrDefault(one => one.Name == node.Children[0].Children[0].Text)
        where module is null || !infra.Files.TryGetValue(module.Children[1].Value, out var target)
            || !target.Declarations("output").Any(output => output.Name == node.Children[1].Text)
        select $"{file}, line {node.Line}: there is no {node.Text}";
}
