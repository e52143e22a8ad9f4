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
            folder, $"{receivedAt.ToString(ArrivalFormat, CultureInfo.InvariantCulture)}_{messageId}.json");
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
    public IEnumerable<string> ReadAll()
    {
        foreach (var file in Files())
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

    public void Clear()
    {
        foreach (var file in Files())
            File.Delete(file);
    }

    private IEnumerable<string> Files() =>
        Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal);

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
