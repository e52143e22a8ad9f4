namespace BlueSky.LocalHost.CapturedMail;

internal enum EmailTheme
{
    Light,
    Dark,
}

internal enum EmailSize
{
    Desktop,
    Phone,
}

internal enum EmailPart
{
    Html,
    Text,
}

/// <summary>What the page shows, as its address says it. Unknown values count as not given.</summary>
/// <param name="Id">Null for the newest email, whichever that is.</param>
internal sealed record OutboxView(string? Id, EmailPart Part, EmailSize Size, EmailTheme Theme)
{
    public const string Path = "/_local/mail";

    public static OutboxView Of(IQueryCollection query) => new(
        query["id"] is [{ Length: > 0 } id] ? id : null,
        ValueOf<EmailPart>(query, "view"),
        ValueOf<EmailSize>(query, "size"),
        ValueOf<EmailTheme>(query, "theme"));

    public string Address => Path + QueryString.Create(Parameters());

    public static string FrameOf(string id, EmailTheme theme) =>
        $"{Path}/html" + QueryString.Create("id", id).Add("theme", NameOf(theme));

    public static string NameOf<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    private IEnumerable<KeyValuePair<string, string?>> Parameters()
    {
        if (Id is not null)
            yield return new("id", Id);
        if (Part != default)
            yield return new("view", NameOf(Part));
        if (Size != default)
            yield return new("size", NameOf(Size));
        if (Theme != default)
            yield return new("theme", NameOf(Theme));
    }

    private static T ValueOf<T>(IQueryCollection query, string name)
        where T : struct, Enum =>
        Array.Find(Enum.GetValues<T>(), value => NameOf(value) == query[name]);
}
