using System.Net;

namespace BlueSky.Functions.Tests.FrontDesk;

public sealed class AuditPageTests : IDisposable
{
    private readonly DeskApp desk = new();

    public void Dispose() => desk.Dispose();

    [Fact]
    public async Task A_manager_reads_who_did_what_and_nothing_of_the_person()
    {
        var id = await desk.RequestAsync();
        var (rosa, kim) = (await desk.SignInAsync(DeskApp.Rosa), await desk.SignInAsync(DeskApp.Kim));
        await rosa.DoAsync(id, "called", ("note", "She is fine."));

        var page = WebUtility.HtmlDecode((await kim.GetAsync("/staff/audit")).Body);

        Assert.Contains("Audit, Friday, November\u00A027", page, StringComparison.Ordinal);
        Assert.Contains("Rosa Diaz", page, StringComparison.Ordinal);
        Assert.Contains("staff called", page, StringComparison.Ordinal);
        Assert.Contains($"href=\"/staff/requests/{id}\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Maria", page, StringComparison.Ordinal);
        Assert.DoesNotContain("0142", page, StringComparison.Ordinal);
        Assert.DoesNotContain("fine", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Others_are_told_that_it_is_for_managers()
    {
        var rosa = await desk.SignInAsync(DeskApp.Rosa);

        Assert.Equal(403, (await rosa.GetAsync("/staff/audit")).Status);
    }

    [Theory]
    [InlineData("2026-11-26")]
    [InlineData("2999-01-01")]
    [InlineData("0001-01-01")]
    [InlineData("tomorrow")]
    public async Task Any_day_can_be_asked_for(string day)
    {
        var kim = await desk.SignInAsync(DeskApp.Kim);

        Assert.Equal(200, (await kim.GetAsync($"/staff/audit?day={day}")).Status);
    }

    [Fact]
    public async Task Nothing_personal_is_in_a_log()
    {
        var id = await desk.RequestAsync(
            ("name", "Maria Lopez"), ("email", "maria@example.org"), ("phone", "505-555-0142"));
        var kim = await desk.SignInAsync(DeskApp.Kim);
        await kim.DoAsync(id, "no-answer", ("note", "Nervous."));
        await kim.PostAsync("/staff/search", ("q", "Lopez"));
        await kim.GetAsync("/staff/requests.csv");
        await kim.DoAsync(id, "erase", ("confirm", id));

        var logs = string.Join('\n', desk.App.Logs.Lines);
        Assert.All(
            (string[])["Maria", "Lopez", "maria@", "0142", "Nervous", "kim@"],
            personal => Assert.DoesNotContain(personal, logs, StringComparison.OrdinalIgnoreCase));
    }
}
