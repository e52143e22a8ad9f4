using System.Text;
using BlueSky.Content;
using BlueSky.Content.Localization;
using BlueSky.Functions.Forms;
using BlueSky.Functions.Http;
using BlueSky.Functions.Tests.Forms;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace BlueSky.Functions.Tests.Http;

public sealed class FormPagesTests
{
    private static readonly ClinicDetails Clinic =
        new(Texts.English, "Blue Sky", "505-336-0217", "1 Main Street");

    private readonly FormPages pages = new(new ContentRenderer(), Sites.Site);

    [Fact]
    public async Task A_post_that_breaks_a_rule_is_shown_again_with_all_that_was_typed()
    {
        var entry = Entries.Of(
            Entries.Consultation,
            ("name", "Ada <Lovelace>"), ("email", "ada"), ("phone", "505-336-0217"), ("message", "one\ntwo"),
            ("color", "green & blue"), ("_id", "7f1c"), ("_gotcha", "x"));

        var page = await RenderAsync(
            Refusal.Invalid(FormRules.Check(Entries.Consultation, entry, Texts.English)), Entries.Consultation, entry,
            "https://www.example.org/done");

        Assert.Equal(422, page.Status);
        Assert.Contains("action=\"https://forms.example.org/api/f/consultation\"", page.Html, StringComparison.Ordinal);
        Assert.Contains("value=\"Ada &lt;Lovelace&gt;\"", page.Html, StringComparison.Ordinal);
        Assert.Contains("value=\"ada\"", page.Html, StringComparison.Ordinal);
        Assert.Contains("value=\"505-336-0217\"", page.Html, StringComparison.Ordinal);
        Assert.Contains("one&#xA;two</textarea>", page.Html, StringComparison.Ordinal);
        Assert.Contains("value=\"green &amp; blue\"", page.Html, StringComparison.Ordinal);
        Assert.Contains("Enter a full email address, like name@example.org.", page.Html, StringComparison.Ordinal);
        Assert.Contains(Hidden("_next", "https://www.example.org/done"), page.Html, StringComparison.Ordinal);
        Assert.Contains(Hidden("_id", "7f1c"), page.Html, StringComparison.Ordinal);
        Assert.Contains(Hidden("_gotcha", "1"), page.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_field_that_the_form_does_not_know_is_shown_when_it_is_the_problem()
    {
        var entry = Entries.Of(Entries.Subscribe, ("email", "ada@example.org"), ("color", new string('x', 5_001)));

        var page = await RenderAsync(
            Refusal.Invalid(FormRules.Check(Entries.Subscribe, entry, Texts.English)), Entries.Subscribe, entry, null);

        Assert.Contains(
            "This is a bit too long. Please use at most 5,000 characters.", page.Html, StringComparison.Ordinal);
        Assert.Contains("name=\"color\"", page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("type=\"hidden\" name=\"color\"", page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("_gotcha", page.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_outage_keeps_what_was_typed_too()
    {
        var entry = Entries.Of(Entries.Subscribe, ("email", "ada+news@example.org"));

        var page = await RenderAsync(Refusal.Unavailable(Clinic), Entries.Subscribe, entry, null);

        Assert.Equal(503, page.Status);
        Assert.Contains(
            "Something went wrong on our side. All you typed is still here.", page.Html, StringComparison.Ordinal);
        Assert.Contains("value=\"ada&#x2B;news@example.org\"", page.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_that_nobody_can_mend_shows_no_form()
    {
        var page = await RenderAsync(Refusal.OriginNotAllowed(Clinic), null, null, null);

        Assert.Equal(403, page.Status);
        Assert.DoesNotContain("<form", page.Html, StringComparison.Ordinal);
        Assert.Contains("tel:&#x2B;15053360217", page.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_may_load_and_run_nothing()
    {
        var page = await RenderAsync(Refusal.Empty(Clinic), null, null, null);

        Assert.StartsWith("default-src 'none'; style-src 'sha256-", page.Policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", page.Policy, StringComparison.Ordinal);
        Assert.DoesNotContain("form-action", page.Policy, StringComparison.Ordinal);
        Assert.Equal("text/html; charset=utf-8", page.ContentType);
    }

    [Fact]
    public async Task A_list_stays_a_list_and_keeps_what_was_chosen()
    {
        var page = await CorrectingAsync(Clinic, ("name", "Ada"), ("preferred_contact", "Email"));

        Assert.Contains("<label for=\"field-4\">How should we reach you?</label>", page.Html, StringComparison.Ordinal);
        Assert.Contains(
            "<option value=\"\">Either is fine</option><option value=\"Phone\">Phone</option>"
                + "<option value=\"Email\" selected>Email</option></select>",
            page.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_choice_that_only_the_website_knows_is_kept()
    {
        var page = await CorrectingAsync(Clinic, ("name", "Ada"), ("preferred_contact", "Text message"));

        Assert.Contains(
            "<option value=\"Email\">Email</option><option value=\"Text message\" selected>Text message</option>"
                + "</select>",
            page.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hints_and_optional_fields_are_marked_as_on_the_website()
    {
        var page = await CorrectingAsync(Clinic, ("name", "Ada"));

        Assert.Contains("Please save health details for our talk.", page.Html, StringComparison.Ordinal);
        Assert.Contains(
            "Give us a phone number or an email address. One is enough.", page.Html, StringComparison.Ordinal);
        Assert.Equal(2, page.Html.Split("(optional)").Length - 1);
        Assert.Contains(">Send my request</button>", page.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_Spanish_only_the_words_change_and_not_what_is_sent()
    {
        var page = await CorrectingAsync(
            Clinic with { Texts = Texts.Spanish },
            ("name", "Ada"), ("preferred_contact", "Phone"), ("_lang", "es-MX"));

        Assert.Contains("<html lang=\"es\">", page.Html, StringComparison.Ordinal);
        Assert.Contains("name=\"preferred_contact\"", page.Html, StringComparison.Ordinal);
        Assert.Contains(
            "<option value=\"Phone\" selected>Tel&#xE9;fono</option>", page.Html, StringComparison.Ordinal);
        Assert.Contains(Hidden("_lang", "es-MX"), page.Html, StringComparison.Ordinal);
        Assert.Contains(">Enviar mi solicitud</button>", page.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_designer_must_correct_is_small_print()
    {
        var page = await RenderAsync(Refusal.NotPosted(Clinic), Entries.Subscribe, null, null);

        Assert.Contains(
            "<p class=\"small\">For the website\u2019s designer: <span lang=\"en\">The form must be sent with method=&quot;post&quot;;",
            page.Html.Replace("&#x2019;", "\u2019", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_that_does_not_exist_is_a_page_that_does_not_exist()
    {
        var page = await RenderAsync(Refusal.UnknownForm(Clinic), null, null, null);

        Assert.Equal(404, page.Status);
        Assert.Contains("<h1>We cannot find this page</h1>", page.Html, StringComparison.Ordinal);
    }

    private Task<Page> CorrectingAsync(ClinicDetails clinic, params (string Name, string Value)[] fields)
    {
        var entry = Entries.Of(Entries.Consultation, fields);
        var refusal = Refusal.Invalid(FormRules.Check(Entries.Consultation, entry, clinic.Texts));
        return RenderAsync(refusal, Entries.Consultation, entry, null, clinic);
    }

    private static string Hidden(string name, string value) =>
        $"<input type=\"hidden\" name=\"{name}\" value=\"{value}\"";

    private async Task<Page> RenderAsync(
        Refusal refusal, Form? form, FormEntry? entry, string? next, ClinicDetails? clinic = null)
    {
        using var body = new MemoryStream();
        await using var services = new ServiceCollection().AddLogging().BuildServiceProvider();
        var context = new DefaultHttpContext { RequestServices = services };
        context.Response.Body = body;

        await (await pages.RenderAsync(clinic ?? Clinic, refusal, form, entry, next)).ExecuteAsync(context);

        return new Page(
            context.Response.StatusCode,
            context.Response.ContentType,
            context.Response.Headers.ContentSecurityPolicy.ToString(),
            Encoding.UTF8.GetString(body.ToArray()));
    }

    private sealed record Page(int Status, string? ContentType, string Policy, string Html);
}
