using System.Globalization;
using Azure.Data.Tables;

namespace BlueSky.SdkSubset.Tests.Tables;

public class QueryFilterTests
{
    public static TheoryData<object?, string> Literals => new()
    {
        { null, "null" },
        { true, "true" },
        { "it's", "'it''s'" },
        { "' or PartitionKey ne '", "''' or PartitionKey ne '''" },
        { "Zoë 😀 {0}", "'Zoë 😀 {0}'" },
        { '\'', "''''" },
        { 7, "7" },
        { 7L, "7L" },
        { -1.5, "-1.5" },
        { double.NaN, "NaN" },
        { Guid.Parse("c9da6455-213d-42c9-9a79-3e9149a57833"), "guid'c9da6455-213d-42c9-9a79-3e9149a57833'" },
        { new DateTimeOffset(2026, 11, 22, 3, 4, 5, TimeSpan.FromHours(2)), "datetime'2026-11-22T01:04:05Z'" },
        { new DateTimeOffset(2026, 11, 22, 1, 4, 5, 678, TimeSpan.Zero), "datetime'2026-11-22T01:04:05.678Z'" },
        { new DateTime(2026, 11, 22, 1, 4, 5, DateTimeKind.Utc), "datetime'2026-11-22T01:04:05Z'" },
        { new byte[] { 10, 255 }, "X'0AFF'" },
        { BinaryData.FromString("a"), "X'61'" },
    };

    [Theory]
    [MemberData(nameof(Literals))]
    public void A_value_becomes_a_literal_that_it_cannot_leave(object? value, string expected)
    {
        var filter = TableClient.CreateQueryFilter($"Column eq {value}");

        Assert.Equal($"Column eq {expected}", filter);
    }

    [Fact]
    public void The_machines_culture_does_not_matter()
    {
        var culture = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
        try
        {
            Assert.Equal("Column eq 1.5", TableClient.CreateQueryFilter($"Column eq {1.5}"));
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Fact]
    public void A_value_without_a_literal_is_refused()
    {
        var refusal = Assert.Throws<ArgumentException>(() => TableClient.CreateQueryFilter($"A eq {new object()}"));

        Assert.Equal("Unable to convert argument 0 from type System.Object to an OData literal.", refusal.Message);
    }
}
