using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using Azure;
using Azure.Storage;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using BlueSky.Functions.Backups;
using BlueSky.Functions.Settings;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Storage;

/// <summary>
/// Container <c>backups</c>: blobs <c>{day}/{table}/{number}.jsonl.gz</c>, with what is in them as metadata, and
/// <c>{day}/complete.json</c>.
/// </summary>
internal sealed class BackupContainer(Lazy<BlobContainerClient> container) : IBackupStore
{
    public const string Name = "backups";

    private const string PartSuffix = ".jsonl.gz";

    // One request for a part: the app's identity may add a blob, and not put one together of blocks.
    private static readonly StorageTransferOptions OneRequest = new() { InitialTransferSize = 64 * 1024 * 1024 };

    // Also after a lost answer, when the SDK repeats the write and meets its own blob.
    private static readonly BlobRequestConditions IsNew = new() { IfNoneMatch = ETag.All };

    private BlobContainerClient Container => container.Value;

    /// <summary>The blob that closes a day's export.</summary>
    public static string ManifestPathOf(DateOnly day) => $"{DayText.Of(day)}/complete.json";

    public async Task<IReadOnlyList<DateOnly>> ListDaysAsync(CancellationToken cancellationToken)
    {
        var days = new List<DateOnly>();
        var options = new GetBlobsByHierarchyOptions { Delimiter = "/" };
        await foreach (var item in ReadAllAsync(
            Container.GetBlobsByHierarchyAsync(options, cancellationToken), cancellationToken))
        {
            if (item.IsPrefix && DayText.TryParse(item.Prefix.TrimEnd('/')) is { } day)
            {
                days.Add(day);
            }
        }

        return [.. days.Order()];
    }

    public async Task<IReadOnlyList<BackupPart>> ListPartsAsync(DateOnly day, CancellationToken cancellationToken)
    {
        var parts = new List<BackupPart>();
        var options = new GetBlobsOptions { Traits = BlobTraits.Metadata, Prefix = $"{DayText.Of(day)}/" };
        await foreach (var blob in ReadAllAsync(
            Container.GetBlobsAsync(options, cancellationToken), cancellationToken))
        {
            if (NameOf(day, blob.Name) is { } name)
            {
                parts.Add(new BackupPart(name, PartMetadata.Read(blob.Metadata)));
            }
        }

        return [.. parts.OrderBy(part => part.Name.Table, StringComparer.Ordinal).ThenBy(part => part.Name.Number)];
    }

    public Task<BackupPart?> TryWriteAsync(
        PartName name, Func<PartWriter, CancellationToken, Task<PartContent>> write,
        CancellationToken cancellationToken) =>
        StorageCall.RunAsync<BackupPart?>(
            async () =>
            {
                using var bytes = new MemoryStream();
                PartContent content;
                await using (var writer = new PartWriter(bytes))
                {
                    content = await write(writer, cancellationToken);
                }

                bytes.Position = 0;
                var options = new BlobUploadOptions
                {
                    Conditions = IsNew,
                    TransferOptions = OneRequest,
                    HttpHeaders = new BlobHttpHeaders { ContentType = "application/gzip" },
                    Metadata = PartMetadata.Write(content),
                };
                return await TryUploadAsync(Container.GetBlobClient(PathOf(name)), bytes, options, cancellationToken)
                    ? new BackupPart(name, content)
                    : null;
            },
            // Not again: the rows can be read only once. Listing the parts has created the container.
            () => throw new StorageUnavailableException(BlobErrorCode.ContainerNotFound.ToString()));

    public async IAsyncEnumerable<TableRow> ReadAsync(
        PartName name, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var blob = Container.GetBlobClient(PathOf(name));
        await using var input = await RunAsync(
            () => blob.OpenReadAsync(new BlobOpenReadOptions(allowModifications: false), cancellationToken),
            cancellationToken);
        await using var rows = PartReader.ReadAsync(input, cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (await RunAsync(async () => await rows.MoveNextAsync(), cancellationToken))
        {
            yield return rows.Current;
        }
    }

    public Task CompleteAsync(DateOnly day, BackupManifest manifest, CancellationToken cancellationToken) => RunAsync(
        async () =>
        {
            var blob = Container.GetBlobClient(ManifestPathOf(day));
            var content = BinaryData.FromObjectAsJson(manifest, BackupJson.Default.BackupManifest);
            // It exists when another run completed the same export, or this one did and the answer was lost.
            return await TryUploadAsync(
                blob, content.ToStream(), new BlobUploadOptions { Conditions = IsNew }, cancellationToken);
        },
        cancellationToken);

    public Task<BackupManifest?> FindManifestAsync(DateOnly day, CancellationToken cancellationToken) => RunAsync(
        async () =>
        {
            try
            {
                var blob = Container.GetBlobClient(ManifestPathOf(day));
                var content = (await blob.DownloadContentAsync(cancellationToken)).Value.Content;
                return JsonSerializer.Deserialize(content.ToMemory().Span, BackupJson.Default.BackupManifest);
            }
            catch (RequestFailedException e) when (e.ErrorCode == BlobErrorCode.BlobNotFound)
            {
                return null;
            }
        },
        cancellationToken);

    /// <returns>False when the blob exists.</returns>
    private static async Task<bool> TryUploadAsync(
        BlobClient blob, Stream content, BlobUploadOptions options, CancellationToken cancellationToken)
    {
        try
        {
            await blob.UploadAsync(content, options, cancellationToken);
            return true;
        }
        catch (RequestFailedException e) when (Exists(e))
        {
            return false;
        }
    }

    private async IAsyncEnumerable<T> ReadAllAsync<T>(
        AsyncPageable<T> found, [EnumeratorCancellation] CancellationToken cancellationToken)
        where T : notnull
    {
        var pages = found.AsPages().GetAsyncEnumerator(cancellationToken);
        await using (pages)
        {
            while (await RunAsync(async () => await pages.MoveNextAsync(), cancellationToken))
            {
                foreach (var item in pages.Current.Values)
                {
                    yield return item;
                }
            }
        }
    }

    private Task<T> RunAsync<T>(Func<Task<T>> call, CancellationToken cancellationToken) =>
        StorageCall.RunAsync(call, () => Container.CreateIfNotExistsAsync(cancellationToken: cancellationToken));

    private static bool Exists(RequestFailedException e) => e.Status is 409 or 412;

    private static string PathOf(PartName name) => string.Create(
        CultureInfo.InvariantCulture, $"{DayText.Of(name.Day)}/{name.Table}/{name.Number:D5}{PartSuffix}");

    private static PartName? NameOf(DateOnly day, string path) =>
        path.Split('/') is [_, var table, var file]
        && file.EndsWith(PartSuffix, StringComparison.Ordinal)
        && int.TryParse(file[..^PartSuffix.Length], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new PartName(day, table, number)
            : null;
}

/// <summary>What is known of a part, as a blob's metadata: ASCII text under lower-case names.</summary>
internal static class PartMetadata
{
    public static Dictionary<string, string> Write(PartContent content)
    {
        var metadata = new Dictionary<string, string>
        {
            ["rows"] = content.Rows.ToString(CultureInfo.InvariantCulture),
            ["islast"] = content.IsLast ? "true" : "false",
            ["begunat"] = content.BegunAt.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
            ["addresskey"] = content.AddressKey,
        };
        if (content is { First: { } first, Last: { } last })
        {
            metadata["firstpartition"] = Uri.EscapeDataString(first.Partition);
            metadata["firstrow"] = Uri.EscapeDataString(first.Row);
            metadata["lastpartition"] = Uri.EscapeDataString(last.Partition);
            metadata["lastrow"] = Uri.EscapeDataString(last.Row);
        }

        return metadata;
    }

    /// <exception cref="InvalidDataException">The app did not write it.</exception>
    public static PartContent Read(IDictionary<string, string> metadata)
    {
        try
        {
            return new PartContent(
                Key("first"), Key("last"), int.Parse(metadata["rows"], CultureInfo.InvariantCulture),
                metadata["islast"] == "true",
                DateTimeOffset.ParseExact(
                    metadata["begunat"], "O", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
                metadata["addresskey"]);
        }
        catch (Exception e) when (e is KeyNotFoundException or FormatException)
        {
            throw new InvalidDataException("A part of the backup lacks its metadata.");
        }

        RowKey? Key(string which) => metadata.TryGetValue($"{which}partition", out var partition)
            ? new RowKey(
                Uri.UnescapeDataString(partition), Uri.UnescapeDataString(metadata[$"{which}row"]))
            : null;
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(BackupManifest))]
internal sealed partial class BackupJson : JsonSerializerContext;
