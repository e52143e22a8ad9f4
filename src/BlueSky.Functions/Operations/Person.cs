using BlueSky.Functions.Forms;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Operations;

/// <summary>Somebody, as far as we can tell people apart: by their addresses and the digits of their phones.</summary>
internal sealed record Person(IReadOnlyList<EmailAddress> Addresses, IReadOnlyList<string> Phones)
{
    /// <summary>Who sent them, by the addresses and phones that they are stored under.</summary>
    public static Person Of(IReadOnlyList<Submission> submissions)
    {
        var senders = submissions.Select(OwnContact.SenderOf).ToList();
        return new Person(
            senders.SelectMany(sender => sender.Addresses).DistinctBy(address => address.Canonical).ToList(),
            senders.SelectMany(sender => sender.Phones).Distinct().ToList());
    }
}
