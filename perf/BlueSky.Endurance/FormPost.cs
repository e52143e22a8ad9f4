namespace BlueSky.Endurance;

/// <summary>One visitor's form, and how impatient that visitor is.</summary>
/// <param name="Number">From 0; makes its address and its idempotency key unique.</param>
/// <param name="AtOnce">How many times it is posted at the same time: a double click is 2.</param>
/// <param name="Afterwards">How many times it is posted again after an answer.</param>
/// <param name="Hesitation">Before the first click: kills are to meet visitors, not only what they left.</param>
internal sealed record FormPost(int Number, int AtOnce, int Afterwards, TimeSpan Hesitation)
{
    /// <summary>In everything a visitor typed, so that any of it is recognised in a log.</summary>
    public const string Mark = "quillfeather";

    private static readonly int[] Clicks = [1, 1, 1, 1, 2, 2, 3];
    private static readonly int[] Repeats = [0, 0, 0, 1, 2];

    // Of ten: five consultations with an address, two with a phone number only, three subscriptions.
    private bool IsSubscription => Number % 10 >= 7;

    private bool HasAddress => Number % 10 is not (5 or 6);

    /// <summary>The mails that follow from it: its address is new, so no limit holds one back.</summary>
    public IReadOnlyList<string> Templates => (IsSubscription, HasAddress) switch
    {
        (true, _) => ["subscribe-confirm"],
        (_, true) => ["consultation-received", "staff-notice"],
        _ => ["staff-notice"],
    };

    public static IReadOnlyList<FormPost> Draw(int count, SeededRandom random) =>
        [.. Enumerable.Range(0, count).Select(number => new FormPost(
            number, random.Of(Clicks), random.Of(Repeats), TimeSpan.FromMilliseconds(random.Below(600))))];

    public HttpRequestMessage ToRequest()
    {
        var request = new HttpRequestMessage(HttpMethod.Post, IsSubscription ? "/api/subscribe" : "/api/consultation")
        {
            Content = new FormUrlEncodedContent(Fields()),
        };
        request.Headers.Add("Accept", "application/json");
        request.Headers.Add("Idempotency-Key", $"{Mark}-{Number}");
        return request;
    }

    private Dictionary<string, string> Fields()
    {
        var fields = new Dictionary<string, string> { ["name"] = $"Ada {Mark}" };
        if (HasAddress)
            fields["email"] = $"{Mark}-{Number}@example.org";
        if (!IsSubscription)
            fields["message"] = $"Please call, {Mark} {Number}.";
        if (!IsSubscription && !HasAddress)
            fields["phone"] = $"505-555-{Number:D4}";
        return fields;
    }
}
