using Azure;
using Azure.Data.Tables;

namespace BlueSky.SdkSubset.Tests.Tables;

public class TableEntityTests
{
    [Fact]
    public void What_is_absent_or_null_is_null()
    {
        var entity = new TableEntity { ["Null"] = null! };

        Assert.Null(entity["Absent"]);
        Assert.Null(entity.GetInt32("Absent"));
        Assert.Null(entity.GetString("Null"));
        Assert.Equal(default, entity.ETag);
        Assert.Null(entity.Timestamp);
    }

    [Fact]
    public void A_getter_of_another_type_throws()
    {
        var entity = new TableEntity { ["Number"] = 7 };

        var refusal = Assert.Throws<InvalidOperationException>(() => entity.GetInt64("Number"));

        Assert.Equal(
            "Cannot return System.Nullable`1[System.Int64] type for a System.Int32 typed property.", refusal.Message);
    }

    [Fact]
    public void Dates_and_bytes_are_read_in_their_other_type()
    {
        var entity = new TableEntity
        {
            ["Time"] = new DateTimeOffset(2026, 11, 22, 3, 4, 5, TimeSpan.FromHours(2)),
            ["Date"] = new DateTime(2026, 11, 22, 1, 4, 5, DateTimeKind.Utc),
            ["Bytes"] = new byte[] { 1 },
        };

        Assert.Equal(new DateTime(2026, 11, 22, 1, 4, 5, DateTimeKind.Utc), entity.GetDateTime("Time"));
        Assert.Equal(new DateTimeOffset(2026, 11, 22, 1, 4, 5, TimeSpan.Zero), entity.GetDateTimeOffset("Date"));
        Assert.Equal([1], entity.GetBinaryData("Bytes")!.ToArray());
    }

    [Fact]
    public void A_long_stays_a_long_when_an_int_is_put_into_it()
    {
        var entity = new TableEntity { ["Count"] = 5L };

        entity["Count"] = 6;

        Assert.Equal(6L, entity.GetInt64("Count"));
    }

    [Fact]
    public void It_is_a_dictionary_of_its_keys_and_properties()
    {
        var entity = new TableEntity("p", "r") { { "A", 1 } };

        var copy = new TableEntity(entity) { ETag = new ETag("W/\"1\"") };

        Assert.Equal(["PartitionKey", "RowKey", "A"], entity.Keys);
        Assert.Equal(("p", "r", 4), (copy.PartitionKey, copy.RowKey, copy.Count));
        Assert.True(copy.TryGetValue("A", out var value));
        Assert.Equal(1, value);
        Assert.True(copy.Remove("A"));
        Assert.False(copy.ContainsKey("A"));
    }
}
