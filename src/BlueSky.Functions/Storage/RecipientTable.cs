using System.Globalization;
using Azure.Data.Tables;
using BlueSky.Functions.Recipients;

namespace BlueSky.Functions.Storage;

/// <summary>Table <c>Recipients</c>: a row per address, under the hash of the address.</summary>
internal sealed class RecipientTable(StorageClients storage) : IRecipientStore
{
    private readonly Table table = new(storage, "Recipients");

    public async Task<Recipient?> FindAsync(string key, CancellationToken cancellationToken) =>
        await table.FindAsync(RecipientKey.PartitionOf(key), key, cancellationToken) is { } entity
            ? FromEntity(entity)
            : null;

    public async Task<bool> TrySaveAsync(Recipient recipient, CancellationToken cancellationToken) =>
        recipient.Version is { } version
            ? await table.TryUpdateAsync(
                ToEntity(recipient), version, TableUpdateMode.Replace, cancellationToken) is not null
            : await table.TryAddAsync([ToEntity(recipient)], cancellationToken) is not null;

    private static TableEntity ToEntity(Recipient recipient) =>
        new(RecipientKey.PartitionOf(recipient.Key), recipient.Key)
        {
            ["Email"] = recipient.Email,
            ["State"] = recipient.State.ToColumn(),
            ["ConfirmedAt"] = recipient.ConfirmedAt,
            ["ConfirmedBy"] = recipient.ConfirmedBy,
            ["UnsubscribedAt"] = recipient.UnsubscribedAt,
            ["SuppressedAt"] = recipient.SuppressedAt,
            ["SuppressedReason"] = recipient.SuppressedReason,
            ["SuppressionLiftedAt"] = recipient.SuppressionLiftedAt,
            ["Acknowledgements"] = ToColumn(recipient.Acknowledgements),
            ["Welcomes"] = ToColumn(recipient.Welcomes),
        };

    private static Recipient FromEntity(TableEntity entity) => new()
    {
        Key = entity.RowKey,
        Email = entity.GetString("Email"),
        State = entity.State<SubscriptionState>(),
        ConfirmedAt = entity.GetDateTimeOffset("ConfirmedAt"),
        ConfirmedBy = entity.GetString("ConfirmedBy"),
        UnsubscribedAt = entity.GetDateTimeOffset("UnsubscribedAt"),
        SuppressedAt = entity.GetDateTimeOffset("SuppressedAt"),
        SuppressedReason = entity.GetString("SuppressedReason"),
        SuppressionLiftedAt = entity.GetDateTimeOffset("SuppressionLiftedAt"),
        Acknowledgements = FromColumn(entity.GetString("Acknowledgements")),
        Welcomes = FromColumn(entity.GetString("Welcomes")),
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
