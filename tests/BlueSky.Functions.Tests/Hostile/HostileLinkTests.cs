using BlueSky.Functions.Recipients;
using BlueSky.Functions.Tests.Subscriptions;
using CsCheck;

namespace BlueSky.Functions.Tests.Hostile;

/// <summary>No link but one that was sent does anything, whatever comes with it.</summary>
public sealed class HostileLinkTests : IDisposable
{
    private const string TokenCharacters = "ABCabc012.-_";

    private readonly TestApp app = new(new() { ["Limits:PostsPerMinute"] = "0" });
    private readonly Subscriber ada;

    public HostileLinkTests() => ada = new Subscriber(app);

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task A_changed_token_is_refused_and_does_nothing()
    {
        await ada.AskAsync();
        var token = ada.Link("confirm").Query["?t=".Length..];
        var changed = Gen.Select(
            Gen.Int[0, 2], Gen.Int[0, token.Length - 1], Gen.OneOf(TokenCharacters.ToCharArray()))
            .Select((kind, at, character) => kind switch
            {
                0 => $"{token[..at]}{character}{token[at..]}",
                1 => token[..at] + token[(at + 1)..],
                _ => $"{token[..at]}{character}{token[(at + 1)..]}",
            })
            // A dot before or behind a token, or the character that was there, changes nothing.
            .Where(other => other.Trim('.') != token);
        var tokens = Gen.Frequency(
            (3, changed), (1, HostileText.Any.Where(text => !text.Contains(token, StringComparison.Ordinal))));

        await HostileInputs.HoldAsync(
            Gen.Select(
                Gen.OneOf("confirm", "not-me", "unsubscribe"), Gen.Bool, tokens,
                HostileBodies.Damaged("again=1&undo=1&List-Unsubscribe=One-Click&t=a.b.c"u8.ToArray())),
            async request =>
            {
                var (kind, isPost, query, body) = request;
                var link = new Uri(
                    $"https://forms.clinic.example/api/{kind}?t={Uri.EscapeDataString(Whole(query))}");

                var page = await ada.Visit.RequestAsync(
                    isPost ? "POST" : "GET", link, isPost ? System.Text.Encoding.Latin1.GetString(body) : null);

                Assert.Equal((400, "This link does not work"), (page.Status, page.Title));
            });

        Assert.Equal(SubscriptionState.Pending, app.Recipients.Single.State);
    }

    // An address cannot hold half a surrogate pair.
    private static string Whole(string text) => string.Concat(text.EnumerateRunes());
}
