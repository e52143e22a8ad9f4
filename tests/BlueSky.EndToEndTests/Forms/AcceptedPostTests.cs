using BlueSky.EndToEndTests.Hosting;
using BlueSky.EndToEndTests.Posting;

namespace BlueSky.EndToEndTests.Forms;

/// <summary>What a post that is taken leads to, where its wording could make a difference on the way.</summary>
[Collection(nameof(FormsHost))]
public sealed class AcceptedPostTests(FormsHost forms)
{
    // Right to left, combining marks, an emoji of several code points, an astral letter, no-break space inside.
    private const string Unicode = "שלום · é · 👩‍⚕️ · 𝔘 · a\u00a0b · ‮x · ﬁ · İ";

    private readonly LocalHost host = forms.Host;

    [Theory(Timeout = TimeLimit.EndToEnd)]
    [InlineData(BodyType.UrlEncoded)]
    [InlineData(BodyType.Multipart)]
    [InlineData(BodyType.Json)]
    public async Task Text_in_any_script_is_stored_exactly_and_without_escapes(BodyType body)
    {
        var post = Post.Consultation(Some.Address()).Without("name").With("name", Unicode)
            .With("message", $"{Unicode}\nI'm <b>here</b> & \"fine\"")
            .With("Größe", $"it's {Unicode} <i>") with { Body = body };

        var submission = await host.StoredAsync(post);

        Assert.Equal(Unicode, submission["Name"]);
        Assert.Equal($"{Unicode}\nI'm <b>here</b> & \"fine\"", submission["Message"]);
        Assert.Equal($"it's {Unicode} <i>", submission.Fields["Größe"]);
        Assert.DoesNotContain("\\u", submission["Fields"], StringComparison.Ordinal);
    }

    [Theory(Timeout = TimeLimit.EndToEnd)]
    [InlineData("/ありがとう?q=ü", "https://clinic.webflow.example/%E3%81%82%E3%82%8A%E3%81%8C%E3%81%A8%E3%81%86?q=%C3%BC")]
    [InlineData("https://www.clinic.example.evil.example/done", TestSettings.ThankYou)]
    [InlineData("/x\r\nSet-Cookie: a=b", TestSettings.ThankYou)]
    public async Task The_visitor_is_sent_on_within_the_clinics_own_sites_and_nowhere_else(string next, string expected)
    {
        var post = Post.Subscribe(Some.Address()).With("_next", next).From(TestSettings.StagingOrigin);

        var json = await host.SendAsync(post);
        var page = await host.SendAsync(post with { AsksForJson = false });

        Assert.Equal((200, expected), (json.Code, json.Next));
        Assert.Equal((303, expected), (page.Code, page["Location"]));
        Assert.Null(page["Set-Cookie"]);
    }

    [Fact(Timeout = TimeLimit.EndToEnd)]
    public async Task A_bot_is_answered_like_a_person_but_its_row_is_quarantined_and_nothing_is_mailed()
    {
        var address = Some.Address();

        var person = await host.SendAsync(Post.Subscribe(Some.Address()));
        var bot = await host.SendAsync(Post.Subscribe(address).With("_gotcha", "cheap pills"));

        Assert.Equal(200, bot.Code);
        Assert.Equal(Shape(person), Shape(bot));
        var submission = await host.SettledAsync(bot.Id);
        Assert.Equal("quarantined", submission["State"]);
        Assert.DoesNotContain("cheap pills", submission["Fields"] ?? "", StringComparison.Ordinal);
        // The person's mails went out after the bot's post: had there been any for the bot, they would be there.
        await host.SettledAsync(person.Id);
        Assert.Empty(submission.OutboxRows);
        Assert.Empty(await host.CapturedMail.ToAsync(address));
    }

    private static string Shape(Answer answer) => answer.Body.Replace(answer.Id, "", StringComparison.Ordinal);
}
