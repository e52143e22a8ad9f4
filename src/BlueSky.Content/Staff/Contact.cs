namespace BlueSky.Content.Staff;

/// <summary>The way to reach a person: one button, or only text when there is no <paramref name="Link"/>.</summary>
/// <param name="Words">The phone number as people write it, or for an email the person's first name.</param>
/// <param name="Link">A tel: or mailto: link; null when the number cannot be dialled.</param>
public sealed record Contact(ContactKind Kind, string Words, Uri? Link);

public enum ContactKind
{
    Call,
    Email,
}
