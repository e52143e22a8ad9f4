using BlueSky.Functions.FrontDesk;

namespace BlueSky.Functions.Tests.FrontDesk;

public sealed class ExportTests : IDisposable
{
    private readonly DeskApp desk = new();

    public void Dispose() => desk.Dispose();

    [Fact]
    public async Task What_is_shown_is_exported_with_its_notes()
    {
        var id = await desk.RequestAsync(
            ("name", "Maria \"Mia\" Lopez"), ("phone", "505-555-0142"), ("message", "One,\ntwo"),
            ("Insurance", "none"));
        var rosa = await desk.SignInAsync(DeskApp.Rosa);
        await rosa.DoAsync(id, "no-answer", ("note", "Try before 11."));

        var file = await rosa.GetAsync("/staff/requests.csv?state=tried");

        Assert.Equal("text/csv; charset=utf-8", file.Headers.ContentType.ToString());
        Assert.StartsWith("\uFEFFReference,Form,Received,State,", file.Body, StringComparison.Ordinal);
        Assert.Contains("\"Maria \"\"Mia\"\" Lopez\",505-555-0142", file.Body, StringComparison.Ordinal);
        Assert.Contains("\"One,\ntwo\"", file.Body, StringComparison.Ordinal);
        Assert.Contains("Insurance: none", file.Body, StringComparison.Ordinal);
        Assert.Contains("2026-11-27 12:00, Rosa Diaz: Try before 11.", file.Body, StringComparison.Ordinal);
        Assert.EndsWith("\r\n", file.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+15055550142", "'+15055550142")]
    [InlineData("-2", "'-2")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("  =1", "'  =1")]
    [InlineData("\uFF1D1", "'\uFF1D1")]
    [InlineData("\r\n=1", "'\r\n=1")]
    [InlineData("a=1", "a=1")]
    [InlineData("", "")]
    [InlineData(null, null)]
    public void A_cell_that_a_spreadsheet_would_calculate_is_text(string? cell, string? safe) =>
        Assert.Equal(safe, CsvFile.Safe(cell));

    [Fact]
    public async Task A_search_by_words_is_exported_by_a_post()
    {
        await desk.RequestAsync();
        await desk.RequestAsync(("name", "Tom Begay"), ("phone", "505-777-0177"));
        var rosa = await desk.SignInAsync(DeskApp.Rosa);

        var file = await rosa.PostAsync("/staff/requests.csv", ("q", "bega"));

        Assert.Contains("Tom Begay", file.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("Maria", file.Body, StringComparison.Ordinal);
        Assert.Single(desk.App.Externals.Audit.Entries, entry => entry.Command == "staff export");
    }
}
