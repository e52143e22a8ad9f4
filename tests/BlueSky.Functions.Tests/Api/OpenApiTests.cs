using System.Text.Json;
using Microsoft.OpenApi.Reader;
using OpenApiDocument = Microsoft.OpenApi.OpenApiDocument;

namespace BlueSky.Functions.Tests.Api;

/// <summary><c>docs/openapi.yaml</c> says what the app answers: all of it, and nothing else.</summary>
public sealed class OpenApiTests
{
    private const string Refusal = """
        {"ok":false,"success":false,"code":400,"error":"x","message":"x","errors":[{"code":"EMPTY","message":"x"}]}
        """;

    private static readonly ApiDocument Document = new();

    public static TheoryData<string> Exchanges { get; } = new(Exchange.All.Select(exchange => exchange.ToString()));

    [Fact]
    public async Task The_document_keeps_the_rules_of_OpenApi()
    {
        var settings = new OpenApiReaderSettings();
        settings.AddYamlReader();

        var read = await OpenApiDocument.LoadAsync(ApiDocument.FileName, settings);

        Assert.Empty(read.Diagnostic!.Errors);
        Assert.Empty(read.Diagnostic.Warnings);
    }

    [Fact]
    public void Every_route_is_documented_and_no_other() => Assert.Equal(
        Endpoint.All.Select(endpoint => endpoint.DocumentedPath).Order(StringComparer.Ordinal),
        Document.Paths.Order(StringComparer.Ordinal));

    // HEAD goes with GET, and is documented with it.
    [Fact]
    public async Task Every_method_is_documented_and_no_other()
    {
        using var app = new TestApp(new() { ["Altcha:HmacKey"] = "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=" });
        foreach (var path in Document.Paths)
        {
            var request = new ApiRequest("PUT", path
                .Replace("{form}", "subscribe", StringComparison.Ordinal)
                .Replace("{key}", new string('0', 64), StringComparison.Ordinal));

            var answer = await request.SendAsync(app);

            Assert.Equal(405, answer.Status);
            Assert.Equal(
                Document.MethodsOf(path).Order(),
                answer.Headers.Allow.ToString().Split(", ").Where(method => method != "HEAD").Order());
        }
    }

    [Theory]
    [MemberData(nameof(Exchanges))]
    public async Task An_answer_is_as_documented(string name)
    {
        var exchange = Exchange.All.Single(exchange => exchange.ToString() == name);

        var answer = await exchange.SendAsync();

        Assert.Equal(
            (exchange.Promised.Status, exchange.Promised.MediaType), (answer.Status, ApiDocument.MediaTypeOf(answer)));
        Assert.Empty(Document.ProblemsOf(exchange.Promised.Operation, answer));
    }

    [Fact]
    public void Every_documented_answer_is_given() => Assert.Equal(
        Document.Answers.Select(answer => answer.ToString()).Order(StringComparer.Ordinal),
        Exchange.All.Select(exchange => exchange.Promised.ToString()).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public async Task Every_documented_error_code_is_given_and_no_other()
    {
        using var app = new TestApp();
        var get = new ApiRequest("GET", "/api/subscribe") { Headers = new() { ["Accept"] = "application/json" } };
        var notPosted = await get.SendAsync(app);
        Assert.Empty(Document.ProblemsOf("Refusal", notPosted.Body));
        var given = new SortedSet<string>(CodesIn(notPosted.Body), StringComparer.Ordinal);
        foreach (var exchange in Exchange.All.Where(exchange =>
            exchange.Promised is { Status: >= 400, MediaType: "application/json" }))
        {
            var codes = CodesIn((await exchange.SendAsync()).Body);
            Assert.Contains(exchange.Because, codes);
            given.UnionWith(codes);
        }

        Assert.Equal(Document.ErrorCodes.Order(StringComparer.Ordinal), given);
    }

    [Theory]
    [InlineData("\"code\":400", "\"code\":\"400\"")]
    [InlineData("\"ok\":false", "\"ok\":true")]
    [InlineData("EMPTY", "NO_SUCH_CODE")]
    [InlineData("\"error\":\"x\",", "")]
    [InlineData("\"ok\":", "\"more\":1,\"ok\":")]
    public void What_is_not_documented_is_found(string documented, string other)
    {
        Assert.Empty(Document.ProblemsOf("Refusal", Refusal));
        Assert.NotEmpty(Document.ProblemsOf(
            "Refusal", Refusal.Replace(documented, other, StringComparison.Ordinal)));
    }

    private static List<string> CodesIn(string body)
    {
        using var json = JsonDocument.Parse(body);
        return
        [
            .. json.RootElement.GetProperty("errors").EnumerateArray()
                .Select(error => error.GetProperty("code").GetString()!),
        ];
    }
}
