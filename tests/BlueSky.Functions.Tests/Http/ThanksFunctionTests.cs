using System.Text.RegularExpressions;
using BlueSky.Functions.Http;
using BlueSky.Functions.Tests.Component;
using Microsoft.AspNetCore.Http;

namespace BlueSky.Functions.Tests.Http;

public sealed partial class ThanksFunctionTests : IDisposable
{
    // Friday, November 27, 2026, 9 AM in Denver.
    private static readonly DateTimeOffset Friday = new(2026, 11, 27, 16, 0, 0, TimeSpan.Zero);

    private readonly TestApp app = new(new Dictionary<string, string?>
    {
        ["Site:ThankYouUrl"] = null,
        ["Clinic:Hours"] = "Mon-Fri 09:00-17:00",
        ["Clinic:CallsFrom"] = "505-336-0217",
    }, Friday);

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task A_visitor_who_asks_for_a_consultation_is_told_when_the_clinic_calls_and_the_reference()
    {
        var page = await ThankedAsync("consultation", "name=Ada&phone=505+555+0100");

        Assert.Contains("Monday, November\u00A030, 5\u00A0PM", page, StringComparison.Ordinal);
        Assert.Contains(app.Submissions.Single.Id, page, StringComparison.Ordinal);
        Assert.Contains("<html lang=\"en\">", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_visitor_who_subscribes_is_sent_to_the_inbox()
    {
        var page = await ThankedAsync("subscribe", "email=a%40example.org");

        Assert.Contains("<h1>Please check your inbox</h1>", page, StringComparison.Ordinal);
        Assert.Contains("Yes, sign me up", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Spanish_post_leads_to_a_Spanish_page()
    {
        var page = await ThankedAsync("consultation", "name=Ada&phone=505+555+0100&_lang=es");

        Assert.Contains("<html lang=\"es\">", page, StringComparison.Ordinal);
        Assert.Contains(
            "lunes 30\u00A0de noviembre a las 5\u00A0p.\u00A0m.", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_promise_of_a_repeat_is_that_of_the_first_post()
    {
        const string Post = "name=Ada&phone=505+555+0100&_id=once";
        // Half an hour before midnight, and then after it.
        using var open = new TestApp(
            new Dictionary<string, string?> { ["Clinic:Hours"] = "Mon-Sun 09:00-17:00" }, Friday.AddHours(14.5));
        await FormClient.PostAsync(open, Post, "consultation");
        open.Clock.Advance(TimeSpan.FromHours(1));

        var answer = await FormClient.PostAsync(open, Post, "consultation", accept: "application/json");

        Assert.Contains("Saturday, November 28, 5 PM", HintOf(answer), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("?t=forged.consultation-0-1796000000-BSK-AAAA-BBBB.mac")]
    public async Task A_link_that_was_not_made_here_promises_nothing(string query)
    {
        var page = await GetAsync("/api/thanks" + query);

        Assert.Contains("<h1>Thank you</h1>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("BSK-AAAA", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_website_may_have_a_page_of_its_own_for_subscriptions()
    {
        using var other = new TestApp(new Dictionary<string, string?>
        {
            ["Site:ThankYouUrl"] = "https://www.clinic.example/thank-you",
            ["Site:SubscribedUrl"] = "https://www.clinic.example/check-your-inbox",
        });

        var subscribed = await FormClient.PostAsync(other, "email=a%40example.org", accept: "text/html");
        var asked = await FormClient.PostAsync(
            other, "name=Ada&phone=505+555+0100", "consultation", accept: "text/html");

        Assert.Equal("https://www.clinic.example/check-your-inbox", $"{subscribed.Headers.Location}");
        Assert.Equal("https://www.clinic.example/thank-you", $"{asked.Headers.Location}");
    }

    [Theory]
    [InlineData("phone=505+555+0100", "The number we call from is 505-336-0217.")]
    [InlineData("phone=505+555+0100", "We will contact you by Monday, November 30, 5 PM.")]
    [InlineData("email=a%40example.org", "Do you want to reach us sooner? Call us at ")]
    [InlineData("phone=505+555+0100&_lang=es", "El número desde el que llamamos es el 505-336-0217.")]
    [InlineData("phone=505+555+0100&_lang=es", "llame al 988 y oprima 2, o envíe AYUDA al 988.")]
    public async Task A_script_gets_the_next_step_in_the_visitors_language(string fields, string sentence)
    {
        var answer = await FormClient.PostAsync(
            app, "name=Ada&" + fields, "consultation", accept: "application/json");

        Assert.Contains(sentence, HintOf(answer), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_gave_only_an_email_address_is_not_told_from_which_number_we_call()
    {
        var answer = await FormClient.PostAsync(
            app, "name=Ada&email=a%40example.org", "consultation", accept: "application/json");

        Assert.DoesNotContain("The number we call from", HintOf(answer), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Mon-Fri 09:00-17:00", "en",
        "The number we call from is 505-555-0100. You can also call us there, Monday to Friday, 9 AM to 5 PM.")]
    [InlineData("Mon-Fri 09:00-17:00", "es",
        "El número desde el que llamamos es el 505-555-0100. También puede llamarnos ahí, de lunes a viernes, "
        + "de 9 a. m. a 5 p. m.")]
    [InlineData(null, "en", "The number we call from is 505-555-0100. You can also call us there.")]
    public async Task A_clinic_with_one_number_names_it_once(string? hours, string language, string sentence)
    {
        using var one = new TestApp(
            new Dictionary<string, string?> { ["Clinic:CallsFrom"] = "505-555-0100", ["Clinic:Hours"] = hours });

        var answer = await FormClient.PostAsync(
            one, $"name=Ada&phone=505+555+0199&_lang={language}", "consultation", accept: "application/json");

        Assert.Equal(sentence, HintOf(answer).Split('\n')[1]);
    }

    private static string HintOf(FormClient.Response answer) =>
        System.Text.Json.JsonDocument.Parse(answer.Body).RootElement.GetProperty("hint").GetString()!
            .Replace('\u00A0', ' ');

    private async Task<string> ThankedAsync(string form, string body)
    {
        var answer = await FormClient.PostAsync(app, body, form, accept: "text/html");

        Assert.Equal(303, answer.Status);
        return await GetAsync(new Uri($"{answer.Headers.Location}").PathAndQuery);
    }

    private async Task<string> GetAsync(string address)
    {
        var context = new DefaultHttpContext { RequestServices = app.Services };
        var url = new Uri(new Uri("https://forms.clinic.example"), address);
        context.Request.Method = "GET";
        context.Request.Path = url.AbsolutePath;
        context.Request.QueryString = new QueryString(url.Query);
        var answer = await FormClient.ExecuteAsync(
            context, await app.Function<ThanksFunction>().HandleAsync(context.Request));

        Assert.Equal(200, answer.Status);
        return Encoded().Replace(answer.Body, match => ((char)Convert.ToInt32(match.Groups[1].Value, 16)).ToString());
    }

    [GeneratedRegex("&#x([0-9A-F]+);")]
    private static partial Regex Encoded();
}
