using BlueSky.EndToEndTests.Hosting;
using BlueSky.EndToEndTests.Posting;

namespace BlueSky.EndToEndTests.Forms;

[Collection(nameof(FormsHost))]
public sealed class IdempotencyTests(FormsHost forms)
{
    private readonly LocalHost host = forms.Host;

    [Theory(Timeout = TimeLimit.EndToEnd)]
    [InlineData("subscribe")]
    [InlineData("consultation")]
    public async Task The_same_key_twice_at_once_and_later_is_one_row_and_one_set_of_mails(string form)
    {
        var address = Some.Address();
        var post = Post.To(form, address).Header("Idempotency-Key", Some.Token());

        var atOnce = await Task.WhenAll(host.SendAsync(post), host.SendAsync(post));
        await host.SettledAsync(atOnce[0].Id);
        var later = await host.SendAsync(post);

        await AssertOneSubmissionAsync([.. atOnce, later], address);
    }

    [Fact(Timeout = TimeLimit.EndToEnd)]
    public async Task Fifty_posts_at_once_with_one_key_are_one_row_and_one_set_of_mails()
    {
        var address = Some.Address();
        var post = Post.Subscribe(address).Header("Idempotency-Key", Some.Token());

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => host.SendAsync(post)));

        await AssertOneSubmissionAsync(answers, address);
    }

    [Theory(Timeout = TimeLimit.EndToEnd)]
    [InlineData("subscribe")]
    [InlineData("consultation")]
    public async Task A_double_click_without_a_key_is_one_row_and_one_set_of_mails(string form)
    {
        var address = Some.Address();

        var answers = await Task.WhenAll(
            host.SendAsync(Post.To(form, address)), host.SendAsync(Post.To(form, address)));

        await AssertOneSubmissionAsync(answers, address);
    }

    private async Task AssertOneSubmissionAsync(IReadOnlyList<Answer> answers, string address)
    {
        Assert.All(answers, answer => Assert.Equal(200, answer.Code));
        var id = Assert.Single(answers.Select(answer => answer.Id).Distinct());
        Assert.Equal(id, Assert.Single(await host.Rows.OfAsync(address)).RowKey);

        var submission = await host.SettledAsync(id);
        Assert.Equal(3, submission.OutboxRows.Count);
        Assert.Equal(3, submission.Mails.Count);
        Assert.Single(await host.CapturedMail.ToAsync(address));
    }
}
