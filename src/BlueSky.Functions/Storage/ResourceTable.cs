using System.Text.Json;
using System.Text.Json.Serialization;
using Azure.Data.Tables;
using BlueSky.Content.Mails;
using BlueSky.Functions.Submissions;
using BlueSky.Functions.Subscriptions;

namespace BlueSky.Functions.Storage;

/// <summary>Table <c>News</c>, partition <c>resources</c>: one row with all free resources.</summary>
internal sealed class ResourceTable(TableServiceClient storage) : IResourceStore
{
    private const string Partition = "resources";
    private const string Row = "list";

    private readonly Table table = new(storage, TableName.News);

    public async Task<EditedResources?> FindAsync(CancellationToken cancellationToken) =>
        await table.FindAsync(Partition, Row, cancellationToken) is { } entity
            ? new EditedResources(
                [.. FromColumn(entity.Text("Resources"))], entity.Text("By"), entity.Time("At"),
                entity.GetInt32("Changes") ?? 0, entity.ETag.ToString())
            : null;

    public Task<bool> TrySaveAsync(EditedResources resources, CancellationToken cancellationToken) =>
        table.TrySaveAsync(
            new TableEntity(Partition, Row)
            {
                ["Resources"] = ToColumn(resources.Resources),
                ["By"] = resources.By,
                ["At"] = resources.At,
                ["Changes"] = resources.Changes,
            },
            resources.Version, cancellationToken);

    private static string ToColumn(IEnumerable<FreeResource> resources) => JsonSerializer.Serialize(
        [.. resources.Select(one => new StoredResource(one.Title, one.Url.AbsoluteUri, one.Summary, one.Language))],
        ResourceJson.Default.StoredResourceArray);

    private static IEnumerable<FreeResource> FromColumn(string column) =>
        JsonSerializer.Deserialize(column, ResourceJson.Default.StoredResourceArray)!
            .Select(one => new FreeResource(one.Title, new Uri(one.Url), one.Summary) { Language = one.Language });
}

internal sealed record StoredResource(string Title, string Url, string Summary, string Language);

[JsonSourceGenerationOptions(RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(StoredResource[]))]
internal sealed partial class ResourceJson : JsonSerializerContext;
