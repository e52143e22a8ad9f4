using BlueSky.Functions.Forms;
using BlueSky.Functions.Operations;

namespace BlueSky.Functions.Tests.Operations;

public sealed class AuditEntryTests
{
    private static readonly byte[] Key = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];

    [Fact]
    public void Entries_are_ordered_by_time_and_two_of_one_moment_are_two()
    {
        var at = DateTimeOffset.Parse("2026-01-08T19:42:07.123Z");

        var first = AuditEntry.Begin(at, "ada", "show", "BSK-2222-2222");
        var second = AuditEntry.Begin(at, "ada", "show", "BSK-2222-2222");
        var later = AuditEntry.Begin(at.AddMilliseconds(1), "ada", "show", "BSK-2222-2222");

        Assert.Matches(@"\A20260108T194207123Z\.[0-9a-f]{8}\z", first.Id);
        Assert.NotEqual(first.Id, second.Id);
        Assert.True(string.CompareOrdinal(second.Id, later.Id) < 0);
        Assert.Equal("begun", first.Outcome);
    }

    [Fact]
    public void An_outcome_is_an_entry_of_its_own_beside_the_one_that_it_ends()
    {
        var begun = AuditEntry.Begin(DateTimeOffset.Parse("2026-01-31T23:59:59Z"), "ada", "show", "BSK-2222-2222");

        var ended = begun.End(DateTimeOffset.Parse("2026-02-01T00:00:01Z"), "done");

        Assert.Equal(
            begun with
            {
                Id = $"{begun.Id}.end", At = DateTimeOffset.Parse("2026-02-01T00:00:01Z"), Outcome = "done",
            },
            ended);
        Assert.True(string.CompareOrdinal(begun.Id, ended.Id) < 0);
    }

    [Fact]
    public void A_person_has_one_name_in_the_audit_and_it_does_not_tell_who_it_is()
    {
        var subject = AuditSubject.Of(EmailAddress.TryParse("Ada@Example.org")!, Key);

        Assert.Matches(@"\Arecipient [0-9a-f]{12}\z", subject);
        Assert.Equal(subject, AuditSubject.Of(EmailAddress.TryParse("ada@example.org")!, Key));
        Assert.NotEqual(subject, AuditSubject.Of(EmailAddress.TryParse("grace@example.org")!, Key));
        Assert.Matches(@"\Aphone [0-9a-f]{12}\z", AuditSubject.OfPhone("5055550199", Key));
    }
}
