namespace BlueSky.EndToEndTests.Posting;

public enum BodyType
{
    UrlEncoded,
    Multipart,
    Json,
}
