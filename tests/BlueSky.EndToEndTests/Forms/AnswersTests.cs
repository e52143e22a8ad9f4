using BlueSky.EndToEndTests.Hosting;
using BlueSky.EndToEndTests.Posting;

namespace BlueSky.EndToEndTests.Forms;

[Collection(nameof(FormsHost))]
public sealed class AnswersTests(FormsHost forms)
{
    private readonly LocalHost host = forms.Host;

    [Theory(Timeout = TimeLimit.EndToEnd)]
    [MemberData(nameof(EveryPost.Kinds), MemberType = typeof(EveryPost))]
    public async Task A_script_gets_json_and_row_and_mails_follow(string form, BodyType body)
    {
        var address = Some.Address();

        var answer = await host.SendAsync(Post.To(form, address) with { Body = body });

        Assert.Equal(200, answer.Code);
        Assert.StartsWith("application/json", answer["Content-Type"], StringComparison.Ordinal);
        Assert.Equal(
            ["code", "hint", "id", "message", "next", "ok", "success"],
            answer.Json.EnumerateObject().Select(member => member.Name).Order());
        Assert.True(answer.Json.GetProperty("ok").GetBoolean());
        Assert.True(answer.Json.GetProperty("success").GetBoolean());
        Assert.Equal(200, answer.Json.GetProperty("code").GetInt32());
        Assert.Equal("Thank you! Your submission has been received!", answer.Message);
        Assert.Equal(TestSettings.ThankYou, answer.Next);
        await AssertStoredAndMailedAsync(answer.Id, form, address);
    }

    [Theory(Timeout = TimeLimit.EndToEnd)]
    [MemberData(nameof(EveryPost.Kinds), MemberType = typeof(EveryPost))]
    public async Task A_browser_is_sent_to_the_thank_you_page_and_row_and_mails_follow(string form, BodyType body)
    {
        var address = Some.Address();

        var answer = await host.SendAsync(Post.To(form, address) with { Body = body, AsksForJson = false });

        Assert.Equal(303, answer.Code);
        Assert.Equal(TestSettings.ThankYou, answer["Location"]);
        var row = Assert.Single(await host.Rows.OfAsync(address));
        await AssertStoredAndMailedAsync(row.RowKey, form, address);
    }

    [Theory(Timeout = TimeLimit.EndToEnd)]
    [InlineData("subscribe", "/api/f/subscribe")]
    [InlineData("consultation", "/api/f/consultation")]
    [InlineData("consultation", "/API/F/Consultation")]
    public async Task The_path_of_client_libraries_is_the_same_endpoint(string form, string path)
    {
        var address = Some.Address();

        var answer = await host.SendAsync(Post.To(form, address) with { Path = path });

        Assert.Equal(200, answer.Code);
        Assert.Equal(form, (await host.Rows.FindAsync(answer.Id))!.GetString("Form"));
    }

    [Fact(Timeout = TimeLimit.EndToEnd)]
    public async Task The_row_holds_what_was_sent_in_the_columns_that_staff_expect()
    {
        var address = Some.Address();
        var post = Post.Consultation(address)
            .With("phone", "(505) 336-0217")
            .With("message", "Please call after five.\nThank you")
            .With("preferred_contact", "phone")
            .With("How did you hear of us?", "a friend")
            .From(TestSettings.ClinicOrigin)
            .Header("Referer", $"{TestSettings.ClinicOrigin}/contact?utm_source=card");

        var before = TimeProvider.System.GetUtcNow();
        var answer = await host.SendAsync(post);
        var submission = await host.SettledAsync(answer.Id);

        Assert.Matches("^BSK(-[0-9A-HJKMNP-Z]{4}){2,}$", answer.Id);
        Assert.Equal(answer.Id, submission.Row.RowKey);
        Assert.Equal("consultation", submission["Form"]);
        Assert.Equal("processed", submission["State"]);
        Assert.Equal(address, submission["Email"]);
        Assert.Equal("Zoë Ångström", submission["Name"]);
        Assert.Equal("(505) 336-0217", submission["Phone"]);
        Assert.Equal("5053360217", submission["PhoneDigits"]);
        Assert.Equal("Please call after five.\nThank you", submission["Message"]);
        Assert.Equal("phone", submission.Fields["preferred_contact"]);
        Assert.Equal("a friend", submission.Fields["How did you hear of us?"]);
        Assert.Equal($"{TestSettings.ClinicOrigin}/contact", submission["Source"]);
        Assert.True(submission.Row.ContainsKey("Attempts"));
        Assert.True(string.IsNullOrEmpty(submission["Error"]));
        var receivedAt = submission.Row.GetDateTimeOffset("ReceivedAt")!.Value;
        Assert.InRange(receivedAt, before.AddSeconds(-1), TimeProvider.System.GetUtcNow());
        Assert.Equal($"{receivedAt:yyyy-MM-dd}", submission.Row.PartitionKey);
    }

    private async Task AssertStoredAndMailedAsync(string id, string form, string address)
    {
        var submission = await host.SettledAsync(id);

        Assert.Equal(form, submission["Form"]);
        Assert.Equal(address, submission["Email"]);
        Assert.Equal("processed", submission["State"]);
        Assert.Equal(
            new SortedSet<string>(StringComparer.Ordinal)
            {
                $"{(form == "subscribe" ? "subscribe-welcome" : "consultation-received")} to {address}",
                $"staff-notice to {TestSettings.FirstStaff}",
                $"staff-notice to {TestSettings.SecondStaff}",
            },
            submission.Deliveries);
        Assert.Equal(3, submission.OutboxRows.Count);
        await Eventually.BecomesAsync(() => host.Rows.IsOpenAsync(id), open => !open, $"{id} is not open any more");
    }
}
