using BlueSky.EndToEndTests.Posting;

namespace BlueSky.EndToEndTests.Forms;

/// <summary>What all refusals have in common, for scripts and for people.</summary>
internal static class ErrorAnswer
{
    public static void AssertIs(Answer answer, int code)
    {
        Assert.Equal(code, answer.Code);
        Assert.StartsWith("application/json", answer["Content-Type"], StringComparison.Ordinal);
        Assert.False(answer.Json.GetProperty("ok").GetBoolean());
        Assert.False(answer.Json.GetProperty("success").GetBoolean());
        Assert.Equal(code, answer.Json.GetProperty("code").GetInt32());
        Assert.NotEmpty(answer.Json.GetProperty("error").GetString()!);
        Assert.NotEmpty(answer.Message);
        Assert.NotEmpty(answer.Errors);
        Assert.All(answer.Errors, error => Assert.Matches("^[A-Z_]+( .+)?$", error));
        Assert.False(answer.Json.TryGetProperty("id", out _));
    }

    public static void AssertIsReadablePage(Answer answer)
    {
        Assert.Equal("text/html; charset=utf-8", answer["Content-Type"], ignoreCase: true);
        Assert.NotEmpty(answer.Page.Title!);
        Assert.NotEmpty(answer.Page.QuerySelector("h1")!.TextContent.Trim());
        Assert.NotNull(answer.Page.QuerySelector("meta[name=viewport]"));
    }
}
