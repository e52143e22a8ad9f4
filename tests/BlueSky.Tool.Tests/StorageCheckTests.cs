using Azure.Data.Tables;
using Azure.Storage.Queues;
using BlueSky.Tool.Doctor;

namespace BlueSky.Tool.Tests;

/// <summary>What differs between an account that infra/ makes and one that the app fills itself.</summary>
public sealed class StorageCheckTests : IClassFixture<FakeStorage>
{
    private readonly FakeStorage storage;

    public StorageCheckTests(FakeStorage storage)
    {
        this.storage = storage;
        storage.Reset();
    }

    [Theory]
    [InlineData("Desk", "TableNotFound", "tables Desk")]
    [InlineData("submissions-poison", "QueueNotFound", "queues submissions-poison")]
    public async Task What_is_missing_is_made_by_infra_or_on_first_use(string name, string code, string what)
    {
        storage.Errors[name] = (404, code);

        Assert.Contains(
            $"WRONG        storage: {what} are missing. azd provision --no-state makes them.",
            await RunAsync(usesIdentity: true));
        Assert.Contains($"ok           storage: {what} are made on first use", await RunAsync(usesIdentity: false));
        Assert.Equal(["GET"], storage.Methods);
    }

    [Theory]
    [InlineData(
        "Audit", "AuthorizationPermissionMismatch",
        "WRONG        storage: you may not read the tables. Give yourself the role Storage Table Data Contributor on "
        + "the storage account; a new role takes some minutes.")]
    [InlineData(
        "submissions", "AuthorizationPermissionMismatch",
        "WRONG        storage: you may not read the queues. Give yourself the role Storage Queue Data Contributor on "
        + "the storage account; a new role takes some minutes.")]
    [InlineData(
        "Audit", "AuthorizationFailure",
        "WRONG        storage: the account's network rules keep this machine from its tables. Run doctor from a "
        + "permitted network, or permit this one.")]
    public async Task Who_may_not_read_is_told_what_is_missing(string name, string code, string line)
    {
        storage.Errors[name] = (403, code);

        Assert.Equal(
            [line],
            (await RunAsync(usesIdentity: true)).Where(one => one.StartsWith("WRONG", StringComparison.Ordinal)));
    }

    private async Task<IReadOnlyList<string>> RunAsync(bool usesIdentity) =>
        [.. (await new StorageCheck(
                new TableServiceClient(storage.ConnectionString), new QueueServiceClient(storage.ConnectionString),
                usesIdentity).RunAsync(default))
            .Select(finding => finding.ToString())];
}
