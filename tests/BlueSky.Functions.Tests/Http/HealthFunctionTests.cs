using BlueSky.Functions.Http;
using BlueSky.Functions.Telemetry;
using BlueSky.Functions.Tests.Component;
using Microsoft.AspNetCore.Http;

namespace BlueSky.Functions.Tests.Http;

public sealed class HealthFunctionTests
{
    [Fact]
    public async Task Health_is_told_with_the_commit_of_the_build_and_no_other_detail()
    {
        var answer = await AskAsync("GET");

        Assert.Equal(200, answer.Status);
        Assert.Equal($$"""{"status":"ok","version":"{{BuildVersion.Commit}}"}""", answer.Body);
        Assert.NotEqual("", BuildVersion.Commit);
        Assert.Equal("no-store", answer.Headers.CacheControl);
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("DELETE")]
    public async Task It_is_only_asked_for(string method)
    {
        var answer = await AskAsync(method);

        Assert.Equal((405, "GET, HEAD", ""), (answer.Status, answer.Headers.Allow.ToString(), answer.Body));
    }

    private static async Task<FormClient.Response> AskAsync(string method)
    {
        using var app = new TestApp();
        var context = new DefaultHttpContext { RequestServices = app.Services };
        context.Request.Method = method;
        return await FormClient.ExecuteAsync(context, HealthFunction.Handle(context.Request));
    }
}
