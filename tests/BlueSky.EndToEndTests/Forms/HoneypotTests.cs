using BlueSky.EndToEndTests.Hosting;
using BlueSky.EndToEndTests.Posting;

namespace BlueSky.EndToEndTests.Forms;

[Collection(nameof(FormsHost))]
public sealed class HoneypotTests(FormsHost forms)
{
    private readonly LocalHost host = forms.Host;

    [Theory]
    [InlineData("_gotcha")]
    [InlineData("_honey")]
    [InlineData("botcheck")]
    [InlineData("bot-field")]
    public async Task A_bot_is_answered_like_a_person_but_its_row_is_quarantined_and_nothing_is_mailed(string field)
    {
        var address = A.Address();

        var person = await host.SendAsync(Post.Subscribe(A.Address()));
        var bot = await host.SendAsync(Post.Subscribe(address).With(field, "cheap pills"));

        Assert.Equal(200, bot.Code);
        Assert.Equal(Shape(person), Shape(bot));
        var submission = await host.SettledAsync(bot.Id);
        Assert.Equal("quarantined", submission["State"]);
        Assert.DoesNotContain("cheap pills", submission["Fields"] ?? "", StringComparison.Ordinal);
        // The person's mails went out after the bot's post: had there been any for the bot, they would be there.
        await host.SettledAsync(person.Id);
        Assert.Empty(submission.Ledger);
        Assert.Empty(await host.Outbox.ToAsync(address));
    }

    [Fact]
    public async Task A_bot_that_asks_for_a_page_is_sent_to_the_thank_you_page()
    {
        var post = Post.Subscribe(A.Address()).With("_gotcha", "x") with { AsksForJson = false };

        var answer = await host.SendAsync(post);

        Assert.Equal((303, TestSettings.ThankYou), (answer.Code, answer["Location"]));
    }

    [Fact]
    public async Task The_rules_are_checked_before_the_honeypot()
    {
        var answer = await host.SendAsync(Post.Subscribe("not an address").With("_gotcha", "x"));

        Assert.Equal(422, answer.Code);
    }

    [Theory]
    [InlineData("")]
    [InlineData("false")]
    [InlineData("off")]
    [InlineData("0")]
    public async Task A_honeypot_that_says_not_filled_is_a_person(string value)
    {
        var answer = await host.SendAsync(Post.Subscribe(A.Address()).With("botcheck", value));

        Assert.NotEqual("quarantined", (await host.Rows.FindAsync(answer.Id))!.GetString("State"));
    }

    private static string Shape(Answer answer) => answer.Body.Replace(answer.Id, "", StringComparison.Ordinal);
}
