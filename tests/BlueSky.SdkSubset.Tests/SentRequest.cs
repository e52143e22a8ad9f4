namespace BlueSky.SdkSubset.Tests;

internal sealed record SentRequest(string Method, string Uri, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public string? Header(string name) => Headers.GetValueOrDefault(name);
}
