using BlueSky.EndToEndTests.Posting;

namespace BlueSky.EndToEndTests.Forms;

public static class EveryPost
{
    /// <summary>Both forms by each kind of body.</summary>
    public static TheoryData<string, BodyType> Kinds => new()
    {
        { "subscribe", BodyType.UrlEncoded },
        { "subscribe", BodyType.Multipart },
        { "subscribe", BodyType.Json },
        { "consultation", BodyType.UrlEncoded },
        { "consultation", BodyType.Multipart },
        { "consultation", BodyType.Json },
    };
}
