using BlueSky.EndToEndTests.Hosting;

namespace BlueSky.EndToEndTests.Posting;

/// <summary>
/// Visitors with an address each, so that no limit holds a mail back. All that they type holds one mark, by which any
/// of it is recognised in a log.
/// </summary>
internal sealed class MarkedVisitors(int count)
{
    private readonly string mark = Some.Token();

    /// <summary>One each, with an idempotency key; the first of every three is a subscription.</summary>
    public IReadOnlyList<Post> Posts => [.. Enumerable.Range(0, count).Select(PostOf)];

    /// <summary>No mark, no phone number, none of the secrets, and no token of a link in a mail.</summary>
    public async Task AreNotInTheLogsOfAsync(LocalHost host, TestSecrets secrets)
    {
        var tokens = (await host.CapturedMail.AllAsync()).SelectMany(mail => mail.Links)
            .Where(link => link.Contains("?t=", StringComparison.Ordinal))
            .Select(link => link[(link.IndexOf("?t=", StringComparison.Ordinal) + 3)..]).ToList();

        Assert.NotEmpty(tokens);
        Assert.Contains("BSK-", host.Logs, StringComparison.Ordinal);
        Assert.All([mark, "7319 4628", "73194628", .. secrets.All, .. tokens], personal =>
            Assert.DoesNotContain(personal, host.Logs, StringComparison.OrdinalIgnoreCase));
    }

    private Post PostOf(int number)
    {
        var email = $"{mark}-{number}@example.org";
        var post = number % 3 == 0
            ? Post.Subscribe(email).With("name", $"{mark} name")
            : Post.Consultation(email).Without("name").With("name", $"{mark} name")
                .With("phone", "505 555 7319 4628").With("message", $"{mark} message");
        return post.Header("Idempotency-Key", $"{mark}-{number}");
    }
}
