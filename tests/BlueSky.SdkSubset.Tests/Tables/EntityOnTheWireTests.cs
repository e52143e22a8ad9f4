using Azure;
using Azure.Data.Tables;

namespace BlueSky.SdkSubset.Tests.Tables;

public class EntityOnTheWireTests
{
    private readonly FakeService service = new();

    private TableClient Table => new(FakeService.ConnectionString, "Mails", service.TableOptions());

    public static TheoryData<object?, string> Properties => new()
    {
        { "Zoë 😀 \"<&", ""","C":"Zoë 😀 \"<&" """ },
        { 7, ""","C":7 """ },
        { 7L, ""","C":"7","C@odata.type":"Edm.Int64" """ },
        { 7.5, ""","C":7.5,"C@odata.type":"Edm.Double" """ },
        { double.NaN, ""","C":"NaN","C@odata.type":"Edm.Double" """ },
        { true, ""","C":true """ },
        {
            new DateTimeOffset(2026, 11, 22, 3, 4, 5, TimeSpan.FromHours(2)),
            ""","C":"2026-11-22T01:04:05.0000000Z","C@odata.type":"Edm.DateTime" """
        },
        {
            Guid.Parse("c9da6455-213d-42c9-9a79-3e9149a57833"),
            ""","C":"c9da6455-213d-42c9-9a79-3e9149a57833","C@odata.type":"Edm.Guid" """
        },
        { new byte[] { 1, 255 }, ""","C":"Af8=","C@odata.type":"Edm.Binary" """ },
        { null, "" },
    };

    [Theory]
    [MemberData(nameof(Properties))]
    public async Task A_property_is_written_with_its_type_and_a_null_is_not_written(object? value, string expected)
    {
        service.Answer(204);

        await Table.AddEntityAsync(new TableEntity("p", "r") { ["C"] = value! });

        var body = Assert.Single(service.Sent).Body.Replace("\\uD83D\\uDE00", "😀", StringComparison.Ordinal);
        Assert.Equal($$"""{"PartitionKey":"p","RowKey":"r"{{expected.TrimEnd()}}}""", body);
    }

    [Fact]
    public async Task An_infinite_number_is_refused_as_published()
    {
        await Assert.ThrowsAsync<ArgumentException>(
            () => Table.AddEntityAsync(new TableEntity("p", "r") { ["C"] = double.PositiveInfinity }));

        Assert.Empty(service.Sent);
    }

    [Fact]
    public async Task What_the_service_keeps_about_a_row_is_not_written_back()
    {
        service.Answer(204);
        var entity = new TableEntity("p", "r") { ETag = new ETag("W/\"1\""), Timestamp = DateTimeOffset.UnixEpoch };

        await Table.UpsertEntityAsync(entity);

        Assert.Equal("""{"PartitionKey":"p","RowKey":"r"}""", Assert.Single(service.Sent).Body);
    }

    [Fact]
    public async Task A_row_is_read_with_its_types()
    {
        service.Answer(200, """
            {"odata.metadata":"https://clinic/$metadata#Mails/@Element","odata.etag":"W/\"datetime'2026'\"",
             "PartitionKey":"p","RowKey":"r","Timestamp":"2026-11-22T01:04:05.1234567Z",
             "I":7,"D":7.0,"L":"7","L@odata.type":"Edm.Int64","N":"NaN","N@odata.type":"Edm.Double","B":false,
             "T@odata.type":"Edm.DateTime","T":"2026-11-22T01:04:05Z","S":"Zo\u00eb"}
            """);

        var row = (await Table.GetEntityAsync<TableEntity>("p", "r")).Value;

        Assert.Equal(new ETag("W/\"datetime'2026'\""), row.ETag);
        Assert.Equal(new DateTimeOffset(2026, 11, 22, 1, 4, 5, TimeSpan.Zero), row.GetDateTimeOffset("T"));
        Assert.Equal(1_234_567, row.Timestamp!.Value.Ticks % TimeSpan.TicksPerSecond);
        Assert.Equal((7, 7.0, 7L), (row.GetInt32("I"), row.GetDouble("D"), row.GetInt64("L")));
        Assert.True(double.IsNaN(row.GetDouble("N")!.Value));
        Assert.Equal((false, "Zoë"), (row.GetBoolean("B"), row.GetString("S")));
        Assert.False(row.ContainsKey("odata.metadata"));
    }

    [Theory]
    [InlineData(TableUpdateMode.Merge, "PATCH")]
    [InlineData(TableUpdateMode.Replace, "PUT")]
    public async Task An_update_names_the_version_it_replaces(TableUpdateMode mode, string method)
    {
        service.Answer(204);

        await Table.UpdateEntityAsync(new TableEntity("p", "r"), new ETag("W/\"1\""), mode);

        var request = Assert.Single(service.Sent);
        Assert.Equal((method, "W/\"1\""), (request.Method, request.Header("If-Match")));
    }

    [Fact]
    public async Task An_upsert_names_no_version_whatever_the_entity_holds()
    {
        service.Answer(204);

        await Table.UpsertEntityAsync(new TableEntity("p", "r") { ETag = new ETag("W/\"1\"") });

        Assert.Null(Assert.Single(service.Sent).Header("If-Match"));
    }

    [Fact]
    public async Task A_delete_is_unconditional_by_default()
    {
        service.Answer(204).Answer(204);

        await Table.DeleteEntityAsync("p", "r");
        await Table.DeleteEntityAsync(new TableEntity("p", "r"), new ETag("W/\"1\""));

        Assert.Equal(["*", "W/\"1\""], service.Sent.Select(request => request.Header("If-Match")));
    }

    [Fact]
    public async Task An_update_without_a_version_is_refused()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => Table.UpdateEntityAsync(new TableEntity("p", "r"), default));

        Assert.Empty(service.Sent);
    }
}
