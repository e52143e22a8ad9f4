using System.Net;
using BlueSky.Functions.Http;
using BlueSky.Functions.Subscribers;
using BlueSky.Functions.Subscriptions;
using BlueSky.Functions.Tests.FrontDesk;
using Microsoft.Extensions.DependencyInjection;

namespace BlueSky.Functions.Tests.Subscribers;

public sealed class ResourcePageTests : IDisposable
{
    private readonly Internet internet = new();
    private readonly Web web;
    private readonly DeskApp desk;

    public ResourcePageTests()
    {
        web = new Web(internet, TimeSpan.FromSeconds(5));
        desk = new DeskApp(
            new()
            {
                ["Subscriptions:Resources:0:Title"] = "From the settings",
                ["Subscriptions:Resources:0:Url"] = "https://www.clinic.example/settings",
            },
            services => services.AddSingleton(new ResourceLinks(web)));
    }

    public void Dispose()
    {
        desk.Dispose();
        web.Dispose();
        internet.Dispose();
    }

    [Fact]
    public async Task Those_of_the_settings_are_the_beginning_and_an_edit_replaces_them()
    {
        var kim = await desk.SignInAsync(DeskApp.Kim);
        Assert.Contains("From the settings", (await kim.GetAsync("/staff/resources")).Body, StringComparison.Ordinal);

        var saved = await kim.PostAsync(
            "/staff/resources", [.. Row("A new guide", "https://www.clinic.example/new"), .. Row("", ""), ("version", "0")]);

        Assert.Equal(303, saved.Status);
        var resource = Assert.Single(await desk.App.Get<ResourceList>().FindAsync(default));
        Assert.Equal(
            ("A new guide", "https://www.clinic.example/new", "en"),
            (resource.Title, resource.Url.AbsoluteUri, resource.Language));
        Assert.Equal(["https://www.clinic.example/new"], internet.Asked);
    }

    [Fact]
    public async Task A_link_that_does_not_open_is_told_and_can_be_saved_anyway()
    {
        internet.Status = HttpStatusCode.InternalServerError;
        var kim = await desk.SignInAsync(DeskApp.Kim);
        (string, string)[] fields = [.. Row("Guide", "https://www.clinic.example/gone"), ("version", "0")];

        var refused = await kim.PostAsync("/staff/resources", fields);
        Assert.Equal(422, refused.Status);
        Assert.Contains("answered with status 500", refused.Body, StringComparison.Ordinal);
        Assert.Equal(303, (await kim.PostAsync("/staff/resources", [.. fields, ("anyway", "1")])).Status);

        Assert.Equal("Guide", Assert.Single(desk.App.Get<ResourceList>().Known).Title);
    }

    [Theory]
    [InlineData("", "https://www.clinic.example/", "This link has no title.")]
    [InlineData("Guide", "guide.html", "needs a whole link")]
    [InlineData("Guide", "javascript:alert(1)", "needs a whole link")]
    [InlineData("Guide", "", "needs a whole link")]
    public async Task What_is_missing_is_told_and_no_link_is_opened(string title, string url, string problem)
    {
        var kim = await desk.SignInAsync(DeskApp.Kim);

        var page = await kim.PostAsync("/staff/resources", [.. Row(title, url), ("version", "0"), ("anyway", "1")]);

        Assert.Equal(422, page.Status);
        Assert.Contains(problem, WebUtility.HtmlDecode(page.Body), StringComparison.Ordinal);
        Assert.Empty(internet.Asked);
    }

    [Fact]
    public async Task Two_people_do_not_overwrite_each_other()
    {
        var kim = await desk.SignInAsync(DeskApp.Kim);
        await kim.PostAsync("/staff/resources", [.. Row("First", "https://www.clinic.example/1"), ("version", "0")]);

        var second = await kim.PostAsync(
            "/staff/resources", [.. Row("Second", "https://www.clinic.example/2"), ("version", "0")]);

        Assert.Equal(409, second.Status);
        Assert.Contains("Second", second.Body, StringComparison.Ordinal);
        Assert.Equal("First", Assert.Single(desk.App.Get<ResourceList>().Known).Title);
    }

    [Fact]
    public async Task During_an_outage_the_last_known_ones_are_valid()
    {
        desk.App.Externals.Resources.IsDown = true;

        Assert.Equal("From the settings", Assert.Single(await desk.App.Get<ResourceList>().FindAsync(default)).Title);
    }

    private static (string Name, string Value)[] Row(string title, string url) =>
        [("title", title), ("url", url), ("summary", ""), ("language", "en")];

    private sealed class Internet : HttpMessageHandler
    {
        public List<string> Asked { get; } = [];

        public HttpStatusCode Status { get; set; } = HttpStatusCode.OK;

        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.Method == HttpMethod.Head)
            {
                Asked.Add(request.RequestUri!.AbsoluteUri);
            }

            return Task.FromResult(new HttpResponseMessage(Status));
        }
    }
}
