using System.Text;
using BlueSky.Content;
using BlueSky.Functions.Forms;
using BlueSky.Functions.Http;
using BlueSky.Functions.Settings;
using BlueSky.Functions.Tests.Forms;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace BlueSky.Functions.Tests.Http;

public sealed class FormPagesTests
{
    private readonly FormPages pages = new(
        new ContentRenderer(),
        new ClinicSettings("Blue Sky", "505-336-0217", "1 Main Street", TimeZoneInfo.Utc),
        Sites.Site);

    [Fact]
    public async Task A_post_that_breaks_a_rule_is_shown_again_with_all_that_was_typed()
    {
        var entry = Entries.Of(
            Entries.Consultation,
            ("name", "Ada <Lovelace>"), ("email", "ada"), ("phone", "505-336-0217"), ("message", "one\ntwo"),
            ("color", "green & blue"), ("_id", "7f1c"), ("_gotcha", "x"));

        var page = await RenderAsync(
            Refusal.Invalid(FormRules.Check(Entries.Consultation, entry)), Entries.Consultation, entry,
            "https://www.example.org/done");

        Assert.Equal(422, page.Status);
        Assert.Contains("action=\"https://forms.example.org/api/f/consultation\"", page.Html, StringComparison.Ordinal);
        Assert.Contains("value=\"Ada &lt;Lovelace&gt;\"", page.Html, StringComparison.Ordinal);
        Assert.Contains("value=\"ada\"", page.Html, StringComparison.Ordinal);
        Assert.Contains("value=\"505-336-0217\"", page.Html, StringComparison.Ordinal);
        Assert.Contains("one&#xA;two</textarea>", page.Html, StringComparison.Ordinal);
        Assert.Contains("value=\"green &amp; blue\"", page.Html, StringComparison.Ordinal);
        Assert.Contains("Email must be an email address.", page.Html, StringComparison.Ordinal);
        Assert.Contains(Hidden("_next", "https://www.example.org/done"), page.Html, StringComparison.Ordinal);
        Assert.Contains(Hidden("_id", "7f1c"), page.Html, StringComparison.Ordinal);
        Assert.Contains(Hidden("_gotcha", "1"), page.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_field_that_the_form_does_not_know_is_shown_when_it_is_the_problem()
    {
        var entry = Entries.Of(Entries.Subscribe, ("email", "ada@example.org"), ("color", new string('x', 5_001)));

        var page = await RenderAsync(
            Refusal.Invalid(FormRules.Check(Entries.Subscribe, entry)), Entries.Subscribe, entry, null);

        Assert.Contains("This field must not be longer than 5,000 characters.", page.Html, StringComparison.Ordinal);
        Assert.Contains("name=\"color\"", page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("type=\"hidden\" name=\"color\"", page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("_gotcha", page.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_outage_keeps_what_was_typed_too()
    {
        var entry = Entries.Of(Entries.Subscribe, ("email", "ada+news@example.org"));

        var page = await RenderAsync(Refusal.Unavailable, Entries.Subscribe, entry, null);

        Assert.Equal(503, page.Status);
        Assert.Contains(
            "Oops! Something went wrong while submitting the form", page.Html, StringComparison.Ordinal);
        Assert.Contains("value=\"ada&#x2B;news@example.org\"", page.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_that_nobody_can_mend_shows_no_form()
    {
        var page = await RenderAsync(Refusal.OriginNotAllowed, null, null, null);

        Assert.Equal(403, page.Status);
        Assert.DoesNotContain("<form", page.Html, StringComparison.Ordinal);
        Assert.Contains("tel:&#x2B;15053360217", page.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_may_load_and_run_nothing()
    {
        var page = await RenderAsync(Refusal.Empty, null, null, null);

        Assert.StartsWith("default-src 'none'; style-src 'sha256-", page.Policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", page.Policy, StringComparison.Ordinal);
        Assert.DoesNotContain("form-action", page.Policy, StringComparison.Ordinal);
        Assert.Equal("text/html; charset=utf-8", page.ContentType);
    }

    private static string Hidden(string name, string value) =>
        $"<input type=\"hidden\" name=\"{name}\" value=\"{value}\"";

    private async Task<Page> RenderAsync(Refusal refusal, Form? form, FormEntry? entry, string? next)
    {
        using var body = new MemoryStream();
        await using var services = new ServiceCollection().AddLogging().BuildServiceProvider();
        var context = new DefaultHttpContext { RequestServices = services };
        context.Response.Body = body;

        await (await pages.RenderAsync(refusal, form, entry, next)).ExecuteAsync(context);

        return new Page(
            context.Response.StatusCode,
            context.Response.ContentType,
            context.Response.Headers.ContentSecurityPolicy.ToString(),
            Encoding.UTF8.GetString(body.ToArray()));
    }

    private sealed record Page(int Status, string? ContentType, string Policy, string Html);
}
