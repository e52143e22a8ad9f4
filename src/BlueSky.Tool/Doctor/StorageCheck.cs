using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using Azure.Identity;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using BlueSky.Functions.Imports;
using BlueSky.Functions.Submissions;

namespace BlueSky.Tool.Doctor;

/// <summary>
/// Whether the tables and queues are there and can be read by who runs doctor. Makes nothing, as the stores would.
/// </summary>
/// <param name="usesIdentity">Whether infra/ makes the tables; with a connection string the app does.</param>
internal sealed class StorageCheck(TableServiceClient tables, QueueServiceClient queues, bool usesIdentity)
{
    private static readonly IReadOnlyList<string> QueueNames =
    [
        SubmissionMessage.QueueName, SubmissionMessage.PoisonQueueName, ImportMessage.QueueName,
        ImportMessage.PoisonQueueName,
    ];

    public async Task<IReadOnlyList<Finding>> RunAsync(CancellationToken stop)
    {
        try
        {
            var ofTables = await CheckAsync(
                "table", TableName.All, ReadTableAsync, "Storage Table Data Contributor", stop);
            var ofQueues = await CheckAsync(
                "queue", QueueNames, ReadQueueAsync, "Storage Queue Data Contributor", stop);
            return [.. ofTables.Union(ofQueues)];
        }
        catch (AuthenticationFailedException)
        {
            return
            [
                Finding.Wrong("storage: Azure does not let you in.", "Sign in with az login, or azd auth login."),
            ];
        }
        catch (Exception e) when (e is RequestFailedException or AggregateException)
        {
            // An AggregateException means exhausted retries.
            return
            [
                Finding.Wrong(
                    "storage: it cannot be reached.",
                    "Check the account's name or the connection string, and the account's network rules."),
            ];
        }
    }

    private async Task<IReadOnlyList<Finding>> CheckAsync(
        string kind, IReadOnlyList<string> names, Func<string, CancellationToken, Task> read, string role,
        CancellationToken stop)
    {
        var missing = new List<string>();
        foreach (var name in names)
        {
            try
            {
                await read(name, stop);
            }
            catch (RequestFailedException e) when (e.ErrorCode == TableErrorCode.TableNotFound
                || e.ErrorCode == QueueErrorCode.QueueNotFound)
            {
                missing.Add(name);
            }
            catch (RequestFailedException e) when (e.Status == 403)
            {
                return [Forbidden(kind, e.ErrorCode, role)];
            }
        }

        var present = names.Except(missing).ToList();
        return
        [
            .. present.Count == 0
                ? []
                : new[] { Finding.Ok($"storage: {kind}s {string.Join(", ", present)} can be read") },
            .. missing.Count == 0 ? [] : new[] { Missing($"{kind}s {string.Join(", ", missing)}") },
        ];
    }

    private Finding Missing(string what) => usesIdentity
        ? Finding.Wrong($"storage: {what} are missing.", "azd provision --no-state makes them.")
        : Finding.Ok($"storage: {what} are made on first use");

    private Finding Forbidden(string kind, string? code, string role) => code switch
    {
        "AuthorizationFailure" => Finding.Wrong(
            $"storage: the account's network rules keep this machine from its {kind}s.",
            "Run doctor from a permitted network, or permit this one."),
        "KeyBasedAuthenticationNotPermitted" => Finding.Wrong(
            "storage: the account takes no keys.",
            "Set AzureWebJobsStorage__accountName in the place of AzureWebJobsStorage."),
        _ when usesIdentity => Finding.Wrong(
            $"storage: you may not read the {kind}s.",
            $"Give yourself the role {role} on the storage account; a new role takes some minutes."),
        _ => Finding.Wrong(
            "storage: the key in AzureWebJobsStorage is not the account's.", "Copy the connection string again."),
    };

    private async Task ReadTableAsync(string name, CancellationToken stop)
    {
        await foreach (var page in tables.GetTableClient(name)
            .QueryAsync<TableEntity>(maxPerPage: 1, select: ["PartitionKey"], cancellationToken: stop)
            .AsPages().WithCancellation(stop))
        {
            break;
        }
    }

    private Task ReadQueueAsync(string name, CancellationToken stop) =>
        queues.GetQueueClient(name).GetPropertiesAsync(stop);
}
