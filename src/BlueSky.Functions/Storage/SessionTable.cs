using Azure.Data.Tables;
using BlueSky.Functions.Staff;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Storage;

/// <summary>
/// Table <c>Sessions</c>: in three partitions the requests for codes, the sessions, and the accounts of the platform.
/// </summary>
internal sealed class SessionTable(TableServiceClient storage) : ISessionStore
{
    private const string Requests = "code";
    private const string Sessions = "session";
    private const string Accounts = "platform";
    private const string AccountPrefix = "account-";
    private const string PersonPrefix = "person-";

    private readonly Table table = new(storage, TableName.Sessions);

    public async Task<CodeRequest?> FindRequestAsync(string key, CancellationToken cancellationToken) =>
        await table.FindAsync(Requests, key, cancellationToken) is { } entity ? ToRequest(entity) : null;

    public async Task<CodeRequest?> TrySaveRequestAsync(CodeRequest request, CancellationToken cancellationToken)
    {
        var version = request.Version is { } known
            ? await table.TryUpdateAsync(ToEntity(request), known, TableUpdateMode.Replace, cancellationToken)
            : (await table.TryAddAsync([ToEntity(request)], cancellationToken))?[0];
        return version is null ? null : request with { Version = version };
    }

    public async Task<bool> TryRemoveRequestAsync(CodeRequest request, CancellationToken cancellationToken) =>
        await table.DeleteUnchangedAsync(Requests, [(request.Key, request.Version!)], cancellationToken) == 1;

    // If the key exists, this call wrote it and the response was lost: tokens are unique.
    public Task AddSessionAsync(StaffSession session, CancellationToken cancellationToken) =>
        table.TryAddAsync([ToEntity(session)], cancellationToken);

    public async Task<StaffSession?> FindSessionAsync(string key, CancellationToken cancellationToken) =>
        await table.FindAsync(Sessions, key, cancellationToken) is { } entity
            ? new StaffSession(
                entity.RowKey, entity.Text("Person"), entity.Time("CreatedAt"), entity.Time("ExpiresAt"),
                entity.GetString("Account"))
            : null;

    public Task RemoveSessionAsync(string key, CancellationToken cancellationToken) =>
        table.DeleteAsync(Sessions, key, cancellationToken);

    public async Task RemoveSessionsOfAsync(string person, CancellationToken cancellationToken)
    {
        await foreach (var session in table.QueryAsync(
            $"PartitionKey eq {Sessions} and Person eq {person}", cancellationToken, select: ["RowKey"]))
        {
            await table.DeleteAsync(Sessions, session.RowKey, cancellationToken);
        }
    }

    public async Task<string?> FindAccountAsync(string account, CancellationToken cancellationToken) =>
        (await table.FindAsync(Accounts, AccountPrefix + account, cancellationToken))?.Text("Person");

    public Task<bool> TryAddAccountAsync(string account, string person, CancellationToken cancellationToken) =>
        table.TryWriteAsync(
            [
                new(TableTransactionActionType.Add, new TableEntity(Accounts, AccountPrefix + account)
                {
                    ["Person"] = person,
                }),
                new(TableTransactionActionType.Add, new TableEntity(Accounts, PersonPrefix + person)
                {
                    ["Account"] = account,
                }),
            ],
            cancellationToken);

    public async Task<int> RemoveExpiredAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        var removed = 0;
        foreach (var partition in (string[])[Requests, Sessions])
        {
            var expired = await table.QueryAsync(
                $"PartitionKey eq {partition} and ExpiresAt lt {before}", cancellationToken,
                select: ["RowKey"]).ToListAsync(cancellationToken);
            removed += await table.DeleteUnchangedAsync(
                partition, [.. expired.Select(row => (row.RowKey, row.ETag.ToString()))], cancellationToken);
        }

        return removed;
    }

    private static TableEntity ToEntity(CodeRequest request) => new(Requests, request.Key)
    {
        ["Person"] = request.Person,
        ["RequestId"] = request.Id,
        ["ExpiresAt"] = request.ExpiresAt,
        ["To"] = request.To,
        ["Tries"] = request.Tries,
        ["Codes"] = string.Join(' ', request.Codes),
    };

    private static CodeRequest ToRequest(TableEntity entity) => new(
        entity.RowKey, entity.Text("Person"), entity.Text("RequestId"), entity.Time("ExpiresAt"))
    {
        To = entity.Text("To"),
        Tries = entity.GetInt32("Tries") ?? 0,
        Codes = entity.Text("Codes").Split(' ', StringSplitOptions.RemoveEmptyEntries),
        Version = entity.ETag.ToString(),
    };

    private static TableEntity ToEntity(StaffSession session) => new(Sessions, session.Key)
    {
        ["Person"] = session.Person,
        ["CreatedAt"] = session.CreatedAt,
        ["ExpiresAt"] = session.ExpiresAt,
        ["Account"] = session.Account,
    };
}
