using CsCheck;

namespace BlueSky.Functions.Tests.Hostile;

/// <summary>Posts to the forms: what is typed, under which names, in which encoding, from where.</summary>
internal static class HostilePosts
{
    private static readonly string[] Names =
    [
        "name", "Name", "full-name", "First Name", "last_name", "email", "Email-4", "E-Mail *", "_replyto", "email[]",
        "phone", "Your Phone", "Phone (optional)", "Cell Phone", "tel", "message", "your-message", "_message",
        "preferred_time", "Preferred-Contact", "Company", "_gender", "a.b", "a[b]", "Größe", "🙂", "name\n", "\"", "%22",
        "PartitionKey", "RowKey", "odata.type", "Timestamp", "State", "__proto__", "\ud83d", "Hash", "constructor",
    ];

    private static readonly string[] Controls =
    [
        "_next", "_redirect", "redirectTo", "_id", "_loadedAt", "_lang", "_cc", "_to", "_subject", "from_name",
        "webhook", "cf-turnstile-response", "h-captcha-response", "altcha", "_GOTCHA", "bot-field",
    ];

    private static readonly Gen<string> Form =
        Gen.Frequency((4, Gen.Const("consultation")), (2, Gen.Const("subscribe")));

    private static readonly Gen<HostileField> Field = Gen.Frequency(
        (6, Gen.Select(Gen.OneOf(Names), HostileText.Any).Select((name, value) => new HostileField(name, value))),
        (1, Gen.Select(HostileText.Any, HostileText.Any).Select((name, value) => new HostileField($"q{name}", value))),
        (1, Gen.Select(Gen.OneOf(Controls), HostileText.Any)
            .Select((name, value) => new HostileField(name, value))),
        (2, HostileText.Email.Select(email => new HostileField("email", email))),
        (2, HostileText.Phone.Select(phone => new HostileField("phone", phone))));

    public static Gen<HostileField[]> Fields { get; } = Gen.Frequency(
        (3, Field.Array[0, 12]),
        // Acceptable, and more that may or may not be.
        (6, Gen.Select(Gen.Int[0, 99_999], Field.Array[0, 6]).Select((n, more) => (HostileField[])
            [new("Name", $"Ada {n}"), new("email", $"ada{n}@example.org"), new("phone", "505-336-0217"), .. more])),
        (1, Gen.Select(Gen.OneOf("q", "name", "phone", "first name"), Gen.Int[900, 1_100])
            .Select((name, count) =>
                Enumerable.Range(0, count).Select(n => new HostileField(name, $"v{n}v")).ToArray())));

    private static readonly Gen<string?> Origin = Gen.Frequency(
        (5, Gen.Const((string?)null)),
        (5, Gen.Const<string?>("https://www.clinic.example")),
        (2, Gen.Const<string?>("null")),
        (1, Gen.OneOf<string?>("https://evil.example", "", "https://www.clinic.example.evil.example", "\0")));

    /// <summary>Of the values that are read, those that steer nothing.</summary>
    public static IReadOnlyList<string> TypedIn(IEnumerable<HostileField> fields) =>
        [.. fields.Take(1_000).Where(field => !Controls.Contains(field.Name)).Select(field => field.Value)];

    /// <summary>What was meant is known.</summary>
    public static Gen<HostilePost> Whole { get; } =
        from form in Form
        from fields in Fields
        from body in HostileBodies.Of(fields)
        from encoding in Gen.OneOf<string?>(null, null, null, "identity", " Identity ")
        from asksForJson in Gen.Bool
        from origin in Origin
        select new HostilePost(
            form, body.Type, encoding, body.Body, asksForJson, origin,
            TypedIn(fields));

    /// <summary>Whole bodies damaged, noise, wrong types, charsets, boundaries, encodings, forms.</summary>
    public static Gen<HostilePost> Broken { get; } =
        from whole in Whole
        from body in Gen.Frequency(
            (6, HostileBodies.Damaged(whole.Body)), (2, Gen.Const(whole.Body)), (1, Gen.Byte.Array[0, 2_000]),
            (2, HostileBodies.AnyJson))
        from type in Gen.Frequency((6, Gen.Const(whole.ContentType)), (3, Gen.OneOf(
            HostileBodies.UrlEncoded, HostileBodies.Json, HostileBodies.Multipart, HostileBodies.Plain, "",
            "text/html", "application/json; charset=utf-16", "multipart/form-data", "multipart/form-data; boundary=\"--b\u00fc'()?\"",
            "multipart/form-data; boundary=\"\"", "multipart/form-data; boundary=other", ";", "a/b; c=\"")))
        from encoding in Gen.OneOf(null, null, null, "gzip", "identity, gzip", "")
        from form in Gen.OneOf(whole.Form, whole.Form, whole.Form, whole.Form, "none", "", "Subscribe", "../x")
        select whole with
        {
            Form = form, Body = body, ContentType = type, ContentEncoding = encoding, Typed = null,
        };
}
