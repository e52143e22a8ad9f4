using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Extensions.Options;

namespace BlueSky.Functions.Tests.Api;

/// <summary>
/// The host takes the first function, by name, whose route matches an address: so no address may match two.
/// </summary>
public sealed class RouteTests
{
    private static readonly DefaultInlineConstraintResolver Constraints = new(
        Options.Create(new RouteOptions()), EmptyServices.Instance);

    [Fact]
    public void No_two_routes_match_one_address()
    {
        var templates = Endpoint.All.Select(endpoint => endpoint.Path).ToList();

        Assert.True(templates.Count > 10, $"{templates.Count} routes");
        Assert.All(
            templates.SelectMany((one, i) => templates.Skip(i + 1), (one, other) => (one, other)),
            pair => Assert.False(Overlap(pair.one, pair.other), $"{pair.one} and {pair.other}"));
    }

    [Theory]
    [InlineData("/api/f/{form}", "/api/f/subscribe", true)]
    [InlineData("/api/f/{form}", "/api/{kind}/consultation", true)]
    [InlineData("/api/subscribe", "/API/Subscribe", true)]
    [InlineData("/staff/subscribers/{key:length(64)}", "/staff/subscribers/import", false)]
    [InlineData("/staff/subscribers/{key}", "/staff/subscribers/import", true)]
    [InlineData("/staff/requests/{id}", "/staff/requests.csv", false)]
    [InlineData("/api/forms.js", "/api/f/{form}", false)]
    public void Routes_overlap_when_an_address_matches_both(string one, string other, bool expected) =>
        Assert.Equal(expected, Overlap(one, other));

    // The host's own addresses: functions below them are never reached.
    [Fact]
    public void Each_route_is_below_api_or_staff() => Assert.All(
        Endpoint.All, endpoint => Assert.Matches("^/(api/|staff(/|$))", endpoint.Path));

    private static bool Overlap(string one, string other)
    {
        var (first, second) = (TemplateParser.Parse(one[1..]), TemplateParser.Parse(other[1..]));
        if (first.Segments.Count != second.Segments.Count)
        {
            return false;
        }

        var candidate = string.Concat(first.Segments.Zip(second.Segments, (a, b) => $"/{Common(a, b)}"));
        return Matches(first, candidate) && Matches(second, candidate);
    }

    // A literal of one of them, or a word that both parameters take if any does.
    private static string Common(TemplateSegment one, TemplateSegment other) =>
        LiteralOf(one) ?? LiteralOf(other) ?? new string('a', Math.Max(LengthOf(one), LengthOf(other)));

    private static string? LiteralOf(TemplateSegment segment) =>
        segment.IsSimple && segment.Parts[0].IsLiteral ? segment.Parts[0].Text : null;

    private static int LengthOf(TemplateSegment segment) => segment.Parts[0].InlineConstraints
        .Select(constraint => Constraints.ResolveConstraint(constraint.Constraint))
        .OfType<Microsoft.AspNetCore.Routing.Constraints.LengthRouteConstraint>()
        .Select(length => length.MinLength).FirstOrDefault(1);

    private static bool Matches(RouteTemplate template, string path)
    {
        var values = new RouteValueDictionary();
        return new TemplateMatcher(template, []).TryMatch(path, values)
            && template.Parameters.All(parameter => parameter.InlineConstraints.All(constraint =>
                Constraints.ResolveConstraint(constraint.Constraint)!.Match(
                    new DefaultHttpContext(), route: null, parameter.Name!, values, RouteDirection.IncomingRequest)));
    }

    private sealed class EmptyServices : IServiceProvider
    {
        public static readonly EmptyServices Instance = new();

        public object? GetService(Type serviceType) => null;
    }
}
