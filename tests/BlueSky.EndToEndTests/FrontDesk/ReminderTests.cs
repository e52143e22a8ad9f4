using BlueSky.EndToEndTests.Hosting;
using BlueSky.EndToEndTests.Posting;
using BlueSky.EndToEndTests.Staff;

namespace BlueSky.EndToEndTests.FrontDesk;

/// <summary>The next morning: the same data, when the time to remind staff has come.</summary>
[Collection(nameof(ReminderTests))]
public sealed class ReminderTests
{
    [Fact(Timeout = TimeLimit.EndToEnd)]
    public async Task Who_did_not_answer_is_in_one_email_to_each_of_the_staff_the_next_morning_without_a_name()
    {
        using var data = new DataFolder();
        await using (var evening = await StartAsync(data, remindAt: "23:59"))
        {
            var id = (await evening.SendAsync(Post.Consultation(Some.Address()))).Id;
            await evening.SettledAsync(id);
            using var staff = new StaffVisitor(evening);
            await staff.SignInAsync(TestSettings.FirstStaff);
            Assert.Equal(303, (await staff.ChangeAsync(id, "no-answer", ("again", "next-day"))).Status);
            Assert.DoesNotContain(
                await evening.CapturedMail.AllAsync(), mail => mail.Template == "staff-digest");
        }

        await using var morning = await StartAsync(data, remindAt: "00:00");
        await morning.SweepAsync();
        await Eventually.BecomesAsync(
            async () => (await DigestsAsync(morning)).Count, count => count == 2, "both staff have the digest");
        await morning.SweepAsync();
        await morning.SettledAsync((await morning.SendAsync(Post.Consultation(Some.Address()))).Id);

        var digests = await DigestsAsync(morning);
        Assert.Equal([TestSettings.FirstStaff, TestSettings.SecondStaff], digests.Select(mail => mail.To).Order());
        Assert.All(digests, digest =>
        {
            Assert.Equal("1 person is waiting", digest.Subject);
            Assert.Contains(new Uri(morning.Address, "/staff").AbsoluteUri, digest.Links);
            Assert.DoesNotContain("Ångström", digest.Text, StringComparison.Ordinal);
        });
    }

    private static async Task<IReadOnlyList<SentMail>> DigestsAsync(LocalHost host) =>
        [.. (await host.CapturedMail.AllAsync()).Where(mail => mail.Template == "staff-digest")];

    // The clinic works on each day of the week, so that today is one on which staff are reminded.
    private static Task<LocalHost> StartAsync(DataFolder data, string remindAt) => LocalHost.StartAsync(
        new Dictionary<string, string>
        {
            ["Staff:RemindAt"] = remindAt,
            ["Clinic:Hours"] = "Mon-Sun 00:00-23:59",
        },
        data);
}
