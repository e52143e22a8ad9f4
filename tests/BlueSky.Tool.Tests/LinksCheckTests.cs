using BlueSky.Functions.Http;
using BlueSky.Tool.Doctor;

namespace BlueSky.Tool.Tests;

public sealed class LinksCheckTests : IDisposable
{
    private const string Page = "https://www.clinic.example/page";

    private readonly FakeWeb internet = new();

    public void Dispose() => internet.Dispose();

    [Fact]
    public async Task A_server_that_knows_only_GET_is_asked_again()
    {
        internet.Replies[$"HEAD {Page}"] = new(405);
        internet.Replies[$"GET {Page}"] = new(200);

        Assert.Equal(["ok           links: Clinic:Website can be opened"], await RunAsync());
    }

    [Fact]
    public async Task Redirects_are_followed_to_a_page_that_is_there()
    {
        internet.Replies[$"HEAD {Page}"] = new(301) { Location = "/other" };
        internet.Replies["HEAD https://www.clinic.example/other"] = new(404);
        internet.Replies["GET https://www.clinic.example/other"] = new(404);

        Assert.Equal(
            [
                $"WRONG        Clinic:Website: {Page} answered with status 404. Correct the setting, or publish the "
                    + "page.",
            ],
            await RunAsync());
    }

    [Fact]
    public async Task A_redirect_out_of_the_web_is_not_followed()
    {
        internet.Replies[$"HEAD {Page}"] = new(302) { Location = "file:///etc/passwd" };

        Assert.Equal(
            [
                $"WRONG        Clinic:Website: {Page} leads to another program than a browser. Correct the setting, or "
                    + "publish the page.",
            ],
            await RunAsync());
    }

    [Theory]
    [InlineData(401, "ok           links: Clinic:Website can be opened")]
    [InlineData(
        500,
        $"WRONG        Clinic:Website: {Page} answered with status 500. Correct the setting, or publish the page.")]
    public async Task A_page_for_staff_may_ask_who_comes(int status, string line)
    {
        internet.Replies[$"HEAD {Page}"] = new(status);
        internet.Replies[$"GET {Page}"] = new(status);

        Assert.Equal([line], await RunAsync(mayRefuse: true));
    }

    private async Task<IReadOnlyList<string>> RunAsync(bool mayRefuse = false)
    {
        using var web = new Web(internet, TimeSpan.FromSeconds(5));
        var findings = await new LinksCheck(web).RunAsync(
            [new Link("Clinic:Website", new Uri(Page)) { MayRefuse = mayRefuse }], default);
        return [.. findings.Select(finding => finding.ToString())];
    }
}
