using System.Text;
using BlueSky.Functions.Forms;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Operations;

/// <summary>Recognises a person's own submissions, and removes a person from submissions of others.</summary>
internal sealed class PersonMatcher(Person person)
{
    /// <summary>Replaces an address or a number.</summary>
    public const string Erased = "[erased]";

    private readonly List<AddressPattern> addresses =
        person.Addresses.Select(address => new AddressPattern(address)).ToList();

    private readonly List<PhonePattern> phones = person.Phones.Select(phone => new PhonePattern(phone)).ToList();

    /// <summary>See <see cref="OwnContact"/>.</summary>
    public bool IsSenderOf(Submission submission) =>
        OwnContact.AddressesOf(submission).Any(own => addresses.Exists(address => address.Is(own)))
        || phones.Exists(phone => phone.Is(submission.PhoneDigits)
            || OwnContact.PhonesOf(submission).Any(own =>
                phone.Is(PhoneNumber.TryGetDigits(own)) || phone.FindIn(new FoldedText(own)).Any()));

    /// <summary>
    /// The submission without the person's addresses and numbers in its texts; null when it has none. Only for other
    /// people's submissions.
    /// </summary>
    public Submission? Redact(Submission submission)
    {
        var redacted = submission with
        {
            Name = Redact(submission.Name),
            Phone = Redact(submission.Phone),
            Message = Redact(submission.Message),
            Source = Redact(submission.Source),
            Fields = Redact(submission.Fields),
        };
        return redacted == submission ? null : redacted;
    }

    private IReadOnlyList<PostedField> Redact(IReadOnlyList<PostedField> fields)
    {
        var redacted = fields.Select(field => new PostedField(Redact(field.Name)!, Redact(field.Value)!)).ToList();
        // An address may be shorter than its replacement.
        return redacted.SequenceEqual(fields) ? fields : ExtraFields.Fit(redacted);
    }

    private string? Redact(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return text;
        }

        var folded = new FoldedText(text);
        var found = addresses.SelectMany(address => address.FindIn(folded))
            .Concat(phones.SelectMany(phone => phone.FindIn(folded)))
            .Select(range => (folded.At(range.Start.Value).Start, folded.At(range.End.Value - 1).End))
            .Order().ToList();
        if (found.Count == 0)
        {
            return text;
        }

        var (rest, end) = (new StringBuilder(), 0);
        foreach (var (from, to) in found.Where(part => part.Start >= end || part.End > end))
        {
            if (from >= end)
            {
                rest.Append(text, end, from - end).Append(Erased);
            }

            end = to;
        }

        return rest.Append(text, end, text.Length - end).ToString();
    }
}

/// <summary>A person, identified by addresses and the digits of phone numbers.</summary>
internal sealed record Person(IReadOnlyList<EmailAddress> Addresses, IReadOnlyList<string> Phones)
{
    /// <summary>The sender of the submissions.</summary>
    public static Person Of(IReadOnlyList<Submission> submissions)
    {
        var senders = submissions.Select(OwnContact.SenderOf).ToList();
        return new Person(
            senders.SelectMany(sender => sender.Addresses).DistinctBy(address => address.Canonical).ToList(),
            senders.SelectMany(sender => sender.Phones).Distinct().ToList());
    }
}
