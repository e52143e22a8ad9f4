using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Constraints;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace BlueSky.Functions.Tests.Api;

/// <summary>A function's route, matched as the host matches it: with its constraints, whatever the case.</summary>
internal sealed class RoutePattern(string path)
{
    private static readonly DefaultInlineConstraintResolver Constraints = new(
        Options.Create(new RouteOptions()), new ServiceCollection().BuildServiceProvider());

    private readonly RouteTemplate template = TemplateParser.Parse(path.TrimStart('/'));

    public bool TryMatch(PathString address, RouteValueDictionary values) =>
        new TemplateMatcher(template, []).TryMatch(address, values)
        && template.Parameters.All(parameter => ConstraintsOf(parameter).All(constraint => constraint.Match(
            new DefaultHttpContext(), route: null, parameter.Name!, values, RouteDirection.IncomingRequest)));

    /// <summary>True when some address matches both.</summary>
    public bool Overlaps(RoutePattern other)
    {
        if (template.Segments.Count != other.template.Segments.Count)
        {
            return false;
        }

        var address = string.Concat(
            template.Segments.Zip(other.template.Segments, (one, two) => $"/{Common(one, two)}"));
        return TryMatch(address, []) && other.TryMatch(address, []);
    }

    // The literal of one of them, or a word that both parameters take if any does.
    private static string Common(TemplateSegment one, TemplateSegment other) =>
        LiteralOf(one) ?? LiteralOf(other) ?? new string('a', Math.Max(LengthOf(one), LengthOf(other)));

    private static string? LiteralOf(TemplateSegment segment) =>
        segment.IsSimple && segment.Parts[0].IsLiteral ? segment.Parts[0].Text : null;

    private static int LengthOf(TemplateSegment segment) => ConstraintsOf(segment.Parts[0])
        .OfType<LengthRouteConstraint>().Select(length => length.MinLength).FirstOrDefault(1);

    private static IEnumerable<IRouteConstraint> ConstraintsOf(TemplatePart parameter) =>
        parameter.InlineConstraints.Select(constraint => Constraints.ResolveConstraint(constraint.Constraint)!);
}
