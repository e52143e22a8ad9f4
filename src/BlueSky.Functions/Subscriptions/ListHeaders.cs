namespace BlueSky.Functions.Subscriptions;

/// <summary>The headers of emails to subscribers, by which mail clients offer to unsubscribe (RFC 8058).</summary>
internal static class ListHeaders
{
    public static IReadOnlyDictionary<string, string> For(Uri unsubscribe) => new Dictionary<string, string>
    {
        ["List-Unsubscribe"] = $"<{unsubscribe.AbsoluteUri}>",
        ["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click",
    };
}
