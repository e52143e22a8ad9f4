using System.Globalization;
using System.Text.Json;
using BlueSky.LocalHost.Settings;

namespace BlueSky.LocalHost.CapturedMail;

/// <summary>
/// The emails that the SendGrid stand-in accepted: one JSON file each, on disk before <see cref="Add"/> returns, and
/// kept across restarts. File names sort by time of arrival.
/// </summary>
internal sealed class MailFolder
{
    private const string ArrivalFormat = "yyyyMMdd'T'HHmmss'.'fffffff'Z'";
    private const string Extension = ".json";
    private readonly Lock gate = new();
    private readonly TimeProvider time;
    private readonly string folder;
    private DateTimeOffset last;

    public MailFolder(LocalPaths paths, TimeProvider time)
    {
        this.time = time;
        folder = Directory.CreateDirectory(paths.Mail).FullName;
    }

    public void Add(string messageId, JsonElement request)
    {
        var receivedAt = NextArrival();
        var file = Path.Combine(
            folder, $"{receivedAt.ToString(ArrivalFormat, CultureInfo.InvariantCulture)}_{messageId}{Extension}");
        var temporary = file + ".tmp";
        using (var stream = PrivateFile.Create(temporary))
        {
            using (var json = new Utf8JsonWriter(stream))
            {
                json.WriteStartObject();
                json.WriteString("messageId", messageId);
                json.WriteString("receivedAt", receivedAt);
                json.WriteBoolean("authorization", true);
                json.WritePropertyName("request");
                json.WriteRawValue(request.GetRawText());
                json.WriteEndObject();
            }

            stream.Flush(flushToDisk: true);
        }

        File.Move(temporary, file);
    }

    /// <summary>The JSON of each email, oldest first.</summary>
    public IEnumerable<string> ReadAll() => Read(Files());

    /// <summary>The JSON of the newest emails, newest first.</summary>
    public IEnumerable<string> ReadNewest(int count) => Read(Files().Reverse().Take(count));

    /// <summary>The id of the newest email; null when there is none.</summary>
    public string? NewestId() => Files().LastOrDefault() is { } file ? IdIn(file) : null;

    /// <summary>The JSON of one email; null when there is no such email.</summary>
    public string? Find(string messageId) =>
        Read(Files().Where(file => IdIn(file) == messageId)).FirstOrDefault();

    public int Count() => Files().Count();

    public void Clear()
    {
        foreach (var file in Files())
            File.Delete(file);
    }

    private static IEnumerable<string> Read(IEnumerable<string> files)
    {
        foreach (var file in files)
        {
            string mail;
            try
            {
                mail = File.ReadAllText(file);
            }
            catch (FileNotFoundException)
            {
                // Deleted while reading.
                continue;
            }

            yield return mail;
        }
    }

    private IEnumerable<string> Files() =>
        Directory.EnumerateFiles(folder, $"*{Extension}").Order(StringComparer.Ordinal);

    // Ids have underscores too; the time has none.
    private static string IdIn(string file)
    {
        var name = Path.GetFileNameWithoutExtension(file);
        return name[(name.IndexOf('_', StringComparison.Ordinal) + 1)..];
    }

    // Two emails in one tick keep their order.
    private DateTimeOffset NextArrival()
    {
        lock (gate)
        {
            var now = time.GetUtcNow();
            return last = now > last ? now : last.AddTicks(1);
        }
    }
}
