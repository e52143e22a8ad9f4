using System.Globalization;
using Azure.Data.Tables;
using BlueSky.Functions.Recipients;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Storage;

/// <summary>Table <c>Recipients</c>: a row per address, with its hash as the key.</summary>
internal sealed class RecipientTable(TableServiceClient storage) : IRecipientStore
{
    private readonly Table table = new(storage, TableName.Recipients);

    public async Task<Recipient?> FindAsync(string key, CancellationToken cancellationToken) =>
        await table.FindAsync(RecipientKey.PartitionOf(key), key, cancellationToken) is { } entity
            ? FromEntity(entity)
            : null;

    public IAsyncEnumerable<Recipient> FindPendingAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        var state = SubscriptionState.Pending.ToColumn();
        return table.QueryAsync($"State eq {state} and ConsentAt lt {before}", cancellationToken).Select(FromEntity);
    }

    public IAsyncEnumerable<Recipient> FindWithoutSubscriptionAsync(CancellationToken cancellationToken)
    {
        var state = SubscriptionState.None.ToColumn();
        return table.QueryAsync($"State eq {state} and Email gt {""}", cancellationToken).Select(FromEntity);
    }

    public IAsyncEnumerable<Recipient> FindSubscribersAsync(CancellationToken cancellationToken)
    {
        var state = SubscriptionState.None.ToColumn();
        return table.QueryAsync($"State ne {state} and Email gt {""}", cancellationToken).Select(FromEntity);
    }

    public IAsyncEnumerable<RecipientState> ReadStatesAsync(CancellationToken cancellationToken) =>
        table.QueryAsync(
            $"PartitionKey ge {""}", cancellationToken, select: ["RowKey", "State", "ConfirmedAt", "UnsubscribedAt"])
            .Select(entity => RecipientState.Of(FromEntity(entity)));

    public IAsyncEnumerable<Recipient> FindConfirmedAsync(string partition, CancellationToken cancellationToken)
    {
        var state = SubscriptionState.Confirmed.ToColumn();
        return table.QueryAsync($"PartitionKey eq {partition} and State eq {state} and Email gt {""}", cancellationToken)
            .Select(FromEntity);
    }

    public Task<bool> TrySaveAsync(Recipient recipient, CancellationToken cancellationToken) =>
        table.TrySaveAsync(ToEntity(recipient), recipient.Version, cancellationToken);

    private static TableEntity ToEntity(Recipient recipient) =>
        new(RecipientKey.PartitionOf(recipient.Key), recipient.Key)
        {
            ["Email"] = recipient.Email,
            ["State"] = recipient.State.ToColumn(),
            ["RequestNumber"] = recipient.RequestNumber,
            ["ConsentText"] = recipient.Consent?.Text,
            ["ConsentVersion"] = recipient.Consent?.Version,
            ["ConsentPage"] = recipient.Consent?.Page,
            ["ConsentAt"] = recipient.Consent?.At,
            ["ConsentBy"] = recipient.Consent?.SubmissionId,
            ["Source"] = recipient.Source,
            ["ConfirmedAt"] = recipient.ConfirmedAt,
            ["ConfirmedBy"] = recipient.ConfirmedBy,
            ["UnsubscribedAt"] = recipient.UnsubscribedAt,
            ["UnsubscribedBy"] = recipient.UnsubscribedBy,
            ["SuppressedAt"] = recipient.SuppressedAt,
            ["SuppressedReason"] = recipient.SuppressedReason,
            ["SuppressionLiftedAt"] = recipient.SuppressionLiftedAt,
            ["Confirmations"] = ToColumn(recipient.Confirmations),
            ["Acknowledgements"] = ToColumn(recipient.Acknowledgements),
            ["Welcomes"] = ToColumn(recipient.Welcomes),
            ["ManageMails"] = ToColumn(recipient.ManageMails),
        };

    private static Recipient FromEntity(TableEntity entity) => new()
    {
        Key = entity.RowKey,
        Email = entity.GetString("Email"),
        State = entity.State<SubscriptionState>(),
        RequestNumber = entity.GetInt32("RequestNumber") ?? 0,
        Consent = entity.GetDateTimeOffset("ConsentAt") is { } consentAt
            ? new Consent(
                entity.Text("ConsentText"), entity.Text("ConsentVersion"), entity.GetString("ConsentPage"), consentAt,
                entity.Text("ConsentBy"))
            : null,
        Source = entity.GetString("Source"),
        ConfirmedAt = entity.GetDateTimeOffset("ConfirmedAt"),
        ConfirmedBy = entity.GetString("ConfirmedBy"),
        UnsubscribedAt = entity.GetDateTimeOffset("UnsubscribedAt"),
        UnsubscribedBy = entity.GetString("UnsubscribedBy"),
        SuppressedAt = entity.GetDateTimeOffset("SuppressedAt"),
        SuppressedReason = entity.GetString("SuppressedReason"),
        SuppressionLiftedAt = entity.GetDateTimeOffset("SuppressionLiftedAt"),
        Confirmations = FromColumn(entity.GetString("Confirmations")),
        Acknowledgements = FromColumn(entity.GetString("Acknowledgements")),
        Welcomes = FromColumn(entity.GetString("Welcomes")),
        ManageMails = FromColumn(entity.GetString("ManageMails")),
        Version = entity.ETag.ToString(),
    };

    // "BSK-7F3K-9Q2M@2026-01-08T15:42:07.0000000Z;…"
    private static string ToColumn(MailHistory history) =>
        string.Join(';', history.Entries.Select(sent =>
            $"{sent.SubmissionId}@{sent.At.UtcDateTime.ToString("O", CultureInfo.InvariantCulture)}"));

    private static MailHistory FromColumn(string? column) => string.IsNullOrEmpty(column)
        ? MailHistory.Empty
        : new MailHistory(column.Split(';').Select(entry => entry.Split('@'))
            .Select(parts => new MailHistory.Sent(
                parts[0],
                DateTimeOffset.Parse(parts[1], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal)))
            .ToList());
}
