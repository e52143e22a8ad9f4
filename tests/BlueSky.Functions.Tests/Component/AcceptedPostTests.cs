using BlueSky.Functions.Forms;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Tests.Component;

/// <summary>What is stored of a post that is accepted.</summary>
public sealed class AcceptedPostTests : IDisposable
{
    private readonly TestApp app = new();

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task Arrays_numbers_and_booleans_in_json_become_text()
    {
        var row = await StoredAsync(
            """{"email":"a@example.org","topics":["pain",2,true],"age":41,"score":1.5,"agrees":true}""",
            contentType: "application/json");

        Assert.Equal(
            [new("topics", "pain, 2, true"), new("age", "41"), new("score", "1.5"), new("agrees", "true")],
            row.Fields);
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded", "email=a%40example.org&topic=pain&topic=sleep")]
    [InlineData(
        "multipart/form-data; boundary=b",
        "--b\r\nContent-Disposition: form-data; name=\"email\"\r\n\r\na@example.org\r\n"
            + "--b\r\nContent-Disposition: form-data; name=\"topic\"\r\n\r\npain\r\n"
            + "--b\r\nContent-Disposition: form-data; name=\"topic\"\r\n\r\nsleep\r\n--b--\r\n")]
    public async Task A_repeated_field_is_joined(string contentType, string body) =>
        Assert.Equal([new PostedField("topic", "pain, sleep")], (await StoredAsync(body, contentType)).Fields);

    [Fact]
    public async Task Of_two_addresses_the_first_that_is_not_empty_counts_and_the_other_is_kept()
    {
        var row = await StoredAsync("email=&Email-2=first%40example.org&email-3=second%40example.org");

        Assert.Equal("first@example.org", row.Email);
        Assert.Equal([new PostedField("email-3", "second@example.org")], row.Fields);
    }

    [Theory]
    [InlineData("o'hara+news@example.org")]
    [InlineData("hallo@bücher.example")]
    [InlineData("a..b.@docomo.example")]
    public async Task International_and_unusual_addresses_are_stored_as_written(string address) =>
        Assert.Equal(address, (await StoredAsync($"email={Uri.EscapeDataString(address)}")).Email);

    [Theory]
    [InlineData("grüße@example.org")]
    [InlineData("用户@例子.example")]
    public async Task An_address_that_mail_cannot_be_sent_to_is_stored_beside_a_phone_number(string address) =>
        Assert.Equal(address, (await StoredAsync(
            $"name=Ada&phone=505-336-0217&email={Uri.EscapeDataString(address)}", form: "consultation")).Email);

    [Theory]
    [InlineData("name=A%07da&email=ada%40example.org", "Ada", "ada@example.org")]
    [InlineData("name=Zo%EB&email=ada%40example.org", "Zoë", "ada@example.org")]
    [InlineData("name=Ada&_replyto=Ada+%3Cada%40example.org%3E.", "Ada", "ada@example.org")]
    [InlineData("Your+Name+*=Ada&Email+(required):=%E2%80%8Bada%40example.org%C2%A0", "Ada", "ada@example.org")]
    public async Task What_a_person_typed_is_stored_whatever_got_in_with_it(string body, string name, string email)
    {
        var row = await StoredAsync(body);

        Assert.Equal((name, email), (row.Name, row.Email));
    }

    [Theory]
    [InlineData("Phone-Number")]
    [InlineData("telephone")]
    [InlineData("Tel")]
    [InlineData("mobile-3")]
    public async Task A_phone_number_is_stored_as_written_and_as_digits(string field)
    {
        var row = await StoredAsync($"name=Ada&{field}=%2B1+(505)+336-0217", form: "consultation");

        Assert.Equal(("+1 (505) 336-0217", "15053360217"), (row.Phone, row.PhoneDigits));
    }

    [Theory]
    [InlineData("_cc")]
    [InlineData("_loadedAt")]
    [InlineData("redirectTo")]
    [InlineData("cf-turnstile-response")]
    [InlineData("altcha")]
    public async Task Control_fields_are_not_stored(string field) =>
        Assert.Empty((await StoredAsync($"email=a%40example.org&{field}=1767225600000")).Fields);

    [Theory]
    [InlineData("_cc")]
    [InlineData("_bcc")]
    [InlineData("_to")]
    [InlineData("_from")]
    [InlineData("_subject")]
    [InlineData("from_name")]
    [InlineData("webhook")]
    public async Task Nobody_can_direct_the_mail(string field)
    {
        await StoredAsync($"name=Ada&email=a%40example.org&{field}=victim%40example.net", form: "consultation");
        await app.ProcessQueueAsync();

        Assert.Equal(["a@example.org", "staff@clinic.example"], app.Sender.Sent.Select(mail => mail.To).Order());
        Assert.All(app.Sender.Sent, mail =>
            Assert.DoesNotContain("victim", $"{mail.ReplyTo} {mail.Content}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_key_in_the_header_wins_over_the_one_in_the_form()
    {
        var one = await PostWithKeyAsync("key-1");
        var again = await PostWithKeyAsync("key-1");
        var other = await PostWithKeyAsync("key-2");

        Assert.Equal(one, again);
        Assert.NotEqual(one, other);

        async Task<string> PostWithKeyAsync(string key) => (await FormClient.PostAsync(
            app, "email=a%40example.org&_id=in-the-form", accept: "application/json",
            with: request => request.Headers["Idempotency-Key"] = key)).Body;
    }

    [Theory]
    [InlineData("_gotcha")]
    [InlineData("_honey")]
    [InlineData("botcheck")]
    [InlineData("bot-field")]
    public async Task A_bot_is_quarantined_and_mailed_to_nobody_and_what_it_hid_is_not_stored(string field)
    {
        var row = await StoredAsync($"email=a%40example.org&{field}=cheap+pills");
        await app.PassAsync(TimeSpan.FromMinutes(10));

        Assert.Equal(SubmissionState.Quarantined, row.State);
        Assert.Empty(row.Fields);
        Assert.Empty(app.Mails.Rows);
        Assert.Empty(app.Sender.Sent);
    }

    [Theory]
    [InlineData("")]
    [InlineData("false")]
    [InlineData("off")]
    [InlineData("0")]
    public async Task A_honeypot_that_says_not_filled_is_a_person(string value) =>
        Assert.Equal(
            SubmissionState.Received, (await StoredAsync($"email=a%40example.org&botcheck={value}")).State);

    [Fact]
    public async Task A_bot_that_asks_for_a_page_is_sent_to_the_thank_you_page()
    {
        var answer = await FormClient.PostAsync(app, "email=a%40example.org&_gotcha=x", accept: "text/html");

        Assert.Equal(
            (303, "https://www.clinic.example/thank-you"), (answer.Status, $"{answer.Headers.Location}"));
    }

    [Fact]
    public async Task A_script_is_told_where_the_visitor_is_sent_too()
    {
        const string Body = "email=a%40example.org&_next=/thanks%3Ffrom%3Dfooter";

        var json = await FormClient.PostAsync(app, Body, accept: "application/json");
        var page = await FormClient.PostAsync(app, Body, accept: "text/html");

        Assert.Contains(
            "\"next\":\"https://www.clinic.example/thanks?from=footer\"", json.Body, StringComparison.Ordinal);
        Assert.Equal("https://www.clinic.example/thanks?from=footer", page.Headers.Location);
    }

    [Fact]
    public async Task A_network_is_kept_as_a_hash_that_is_another_one_each_day()
    {
        foreach (var client in new[] { "2001:db8:1:2::7", "2001:db8:1:3::7", "2001:db8:2:2::7", "192.0.2.1" })
        {
            await FormClient.PostAsync(
                app, "name=Ada&email=a%40example.org&_id=" + client, "consultation", client: client);
        }

        app.Clock.Advance(TimeSpan.FromDays(1));
        await FormClient.PostAsync(app, "name=Ada&email=a%40example.org", "consultation", client: "2001:db8:1:2::7");

        var networks = app.Submissions.Rows.Select(row => row.Network!).ToList();
        Assert.All(networks, network => Assert.Matches("^[0-9a-f]{16}$", network));
        Assert.Equal(networks[0], networks[1]);
        Assert.Equal(4, networks.Distinct().Count());
    }

    private async Task<Submission> StoredAsync(
        string body, string contentType = "application/x-www-form-urlencoded", string form = "subscribe")
    {
        var answer = await FormClient.PostAsync(app, body, form, "application/json", contentType: contentType);
        Assert.Equal(200, answer.Status);
        return app.Submissions.Single;
    }
}
