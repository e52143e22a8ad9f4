using BlueSky.EndToEndTests.Posting;

namespace BlueSky.EndToEndTests.Forms;

public static class EveryPost
{
    /// <summary>Each kind of body once, and both forms.</summary>
    public static TheoryData<string, BodyType> Kinds => new()
    {
        { "subscribe", BodyType.UrlEncoded },
        { "consultation", BodyType.Multipart },
        { "consultation", BodyType.Json },
    };
}
