using BlueSky.EndToEndTests.Hosting;
using BlueSky.EndToEndTests.Posting;

namespace BlueSky.EndToEndTests.Mail;

/// <summary>Sweep sends the digest when its time has come, whatever day it is: here the clinic works on all of them.</summary>
public sealed class MorningDigestTests
{
    private static readonly Dictionary<string, string> Morning = new()
    {
        ["Clinic:Hours"] = "Mon-Sun 00:00-23:59",
        ["Staff:RemindAt"] = "00:00",
    };

    [Fact(Timeout = TimeLimit.EndToEnd)]
    public async Task Each_of_the_staff_is_told_once_that_a_person_waits()
    {
        using var data = new DataFolder();
        await using (var evening = await LocalHost.StartAsync(data: data))
        {
            await evening.SettledAsync((await evening.SendAsync(Post.Consultation(Some.Address()))).Id);
        }

        await using var morning = await LocalHost.StartAsync(Morning, data);
        await morning.SweepAsync();
        await Eventually.BecomesAsync(
            async () => (await DigestsAsync(morning)).Count, count => count == 2, "both staff have the digest");
        await morning.SweepAsync();
        await morning.SettledAsync((await morning.SendAsync(Post.Consultation(Some.Address()))).Id);

        var digests = await DigestsAsync(morning);
        Assert.Equal([TestSettings.FirstStaff, TestSettings.SecondStaff], digests.Select(mail => mail.To).Order());
        Assert.All(digests, mail =>
        {
            Assert.Equal("1 person is waiting", mail.Subject);
            Assert.Contains($"{morning.Address}staff", mail.Links);
        });
    }

    private static async Task<IReadOnlyList<SentMail>> DigestsAsync(LocalHost host) =>
        [.. (await host.CapturedMail.AllAsync()).Where(mail => mail.Template == "staff-digest")];
}
