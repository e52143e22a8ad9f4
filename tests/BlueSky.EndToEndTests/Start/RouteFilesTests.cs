using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using BlueSky.EndToEndTests.Hosting;

namespace BlueSky.EndToEndTests.Start;

/// <summary>What is served, and the files that list it: <c>docs/openapi.yaml</c> and <c>tests.http</c>.</summary>
[Collection(nameof(DefaultsHost))]
public sealed partial class RouteFilesTests(DefaultsHost defaults)
{
    private readonly LocalHost host = defaults.Host;

    public static TheoryData<string> Requests { get; } =
        new(HttpFileRequest.All.Select(request => request.Title));

    [Fact(Timeout = TimeLimit.EndToEnd)]
    public async Task Every_route_that_is_served_is_in_the_document_of_the_api_and_no_other() => Assert.Equal(
        await RoutesAsync(),
        DocumentedPath().Matches(await File.ReadAllTextAsync(Repository.OpenApiDocument))
            .Select(match => match.Groups[1].Value).Order(StringComparer.Ordinal));

    [Fact(Timeout = TimeLimit.EndToEnd)]
    public async Task Every_route_has_its_request_in_the_file_for_editors()
    {
        var targets = HttpFileRequest.All.Select(request => request.Target["{{host}}".Length..].Split('?')[0]).ToList();

        Assert.All(await RoutesAsync(), route => Assert.Contains(
            targets, target => Regex.IsMatch(target, $"^{Regex.Replace(route, @"\{\w+\}", "[^/]+")}$")));
    }

    [Theory(Timeout = TimeLimit.EndToEnd)]
    [MemberData(nameof(Requests))]
    public async Task A_request_of_the_file_is_answered_as_its_title_says(string title)
    {
        var told = HttpFileRequest.All.Single(request => request.Title == title);
        using var request = told.ToRequest(host.Address);

        using var response = await host.Http.SendAsync(request);

        Assert.Equal(told.Status, (int)response.StatusCode);
    }

    private async Task<IReadOnlyList<string>> RoutesAsync()
    {
        var functions = (await host.Http.GetFromJsonAsync<JsonElement[]>("/admin/functions"))!;
        return
        [
            .. functions.Where(function => function.GetProperty("trigger").GetString() == "http")
                .Select(function => $"/{Constraint().Replace(function.GetProperty("route").GetString()!, "{$1}")}")
                .Order(StringComparer.Ordinal),
        ];
    }

    // The document has the name of a parameter alone.
    [GeneratedRegex(@"\{(\w+):[^}]+\}")]
    private static partial Regex Constraint();

    [GeneratedRegex("^  (/.+):$", RegexOptions.Multiline)]
    private static partial Regex DocumentedPath();
}
