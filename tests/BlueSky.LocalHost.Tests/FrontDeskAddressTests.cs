using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace BlueSky.LocalHost.Tests;

public sealed class FrontDeskAddressTests
{
    private const string Own = "http://127.0.0.1:7071";

    [Theory(Timeout = TimeLimit.InProcess)]
    [InlineData("localhost:7071", "/staff", "", Own, "http://127.0.0.1:7071/staff")]
    [InlineData("LOCALHOST:7071", "/staff/search", "?state=new", Own, "http://127.0.0.1:7071/staff/search?state=new")]
    [InlineData("[::1]:7071", "/Staff/a b", "", Own, "http://127.0.0.1:7071/Staff/a%20b")]
    [InlineData("127.0.0.1:80", "/staff", "", "http://localhost/", "http://localhost/staff")]
    public async Task A_page_of_the_front_desk_is_opened_at_the_address_whose_posts_the_app_accepts(
        string host, string path, string query, string baseUrl, string target)
    {
        var response = await AnswerAsync("GET", host, path, query, baseUrl);

        Assert.Equal((307, target), (response.StatusCode, response.Headers.Location.ToString()));
        Assert.Equal("no-store", response.Headers.CacheControl.ToString());
    }

    [Theory(Timeout = TimeLimit.InProcess)]
    [InlineData("GET", "127.0.0.1:7071", "/staff", Own)]
    [InlineData("GET", "localhost:7071", "/", Own)]
    [InlineData("GET", "localhost:7071", "/staffing", Own)]
    [InlineData("POST", "localhost:7071", "/staff/sign-in", Own)]
    [InlineData("GET", "localhost:7072", "/staff", Own)]
    [InlineData("GET", "localhost:443", "/staff", "https://api.clinic.example")]
    public async Task Everything_else_is_answered_where_it_was_asked(
        string method, string host, string path, string baseUrl) =>
        Assert.Equal(200, (await AnswerAsync(method, host, path, "", baseUrl)).StatusCode);

    private static async Task<HttpResponse> AnswerAsync(
        string method, string host, string path, string query, string baseUrl)
    {
        await using var services = new ServiceCollection().BuildServiceProvider();
        var pipeline = new ApplicationBuilder(services);
        pipeline.UseFrontDeskAddress(new Uri(baseUrl));
        pipeline.Run(_ => Task.CompletedTask);
        var context = new DefaultHttpContext
        {
            Request = { Method = method, Host = new(host), Path = path, QueryString = new(query) },
        };

        await pipeline.Build()(context);

        return context.Response;
    }
}
