using BlueSky.Functions.Forms;
using BlueSky.Functions.Imports;
using BlueSky.Functions.Processing;
using BlueSky.Functions.Recipients;
using BlueSky.Functions.Settings;

namespace BlueSky.Functions.Tests.Imports;

/// <summary>Imports without a browser, and what the host does with them.</summary>
internal static class ImportApp
{
    public const string Source = "Paper list, January 2026";

    /// <summary>A file with so many addresses, in one column without a name.</summary>
    public static string File(int addresses) =>
        string.Concat(Enumerable.Range(0, addresses).Select(i => $"p{i}@example.org\n"));

    /// <summary>Stores a preview.</summary>
    public static async Task<Import> UploadAsync(this TestApp app, string text, string fileName = "contacts.csv")
    {
        using var file = new MemoryStream(Reading.Bytes(text));
        var (import, _) = await app.Get<ImportUpload>().StoreAsync(file, fileName, "kim@clinic.example", default);
        return import!;
    }

    /// <summary>Uploads a file and starts its import.</summary>
    public static async Task<Import> StartAsync(
        this TestApp app, string text, ImportConfirmation confirmation = ImportConfirmation.Already)
    {
        var import = await app.UploadAsync(text);
        Assert.True(await app.Get<ImportStart>().TryStartAsync(import, Source, confirmation, default));
        return import;
    }

    /// <summary>Serves the queue of imports until it is empty.</summary>
    public static async Task RunImportsAsync(this TestApp app)
    {
        while (app.Externals.ImportQueue.Take() is { Count: > 0 } messages)
        {
            foreach (var message in messages)
            {
                await app.Get<ImportRun>().RunAsync(message.Import, default);
            }
        }
    }

    /// <summary>Lets minutes pass, each with the timer and both queues.</summary>
    public static async Task PassMinutesAsync(this TestApp app, int minutes)
    {
        for (var minute = 0; minute < minutes; minute++)
        {
            app.Clock.Advance(TimeSpan.FromMinutes(1));
            await app.Get<Sweeper>().RunAsync(default);
            await app.Get<ImportSchedule>().RunAsync(default);
            await app.RunImportsAsync();
            await app.ProcessQueueAsync();
        }
    }

    /// <summary>Puts someone into the table as an earlier time left them.</summary>
    public static void Know(this TestApp app, string email, SubscriptionState state, DateTimeOffset? optedOutAt = null) =>
        app.Recipients.Put(new Recipient
        {
            Key = app.KeyOf(email), Email = email, State = state, RequestNumber = 1, UnsubscribedAt = optedOutAt,
            Consent = new Consent("Yes", "1", "https://www.clinic.example/", app.Clock.GetUtcNow(), "BSK-2345-6789"),
        });

    public static async Task<Recipient?> FindAsync(this TestApp app, string email) =>
        await app.Get<RecipientBook>().FindAsync(EmailAddress.TryParse(email)!, default);

    public static async Task<SubscriptionState?> StateOfAsync(this TestApp app, string email) =>
        (await app.FindAsync(email))?.State;

    private static string KeyOf(this TestApp app, string email) => RecipientKey.For(
        EmailAddress.TryParse(email)!, app.Get<SecretSettings>().AddressKey);
}
