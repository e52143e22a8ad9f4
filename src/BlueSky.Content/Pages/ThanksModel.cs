namespace BlueSky.Content.Pages;

/// <summary>
/// The page after a form was sent. It is the same for every address: nothing in it depends on what is stored.
/// </summary>
public abstract record ThanksModel(ClinicDetails Clinic);

/// <summary>After a request for a consultation.</summary>
/// <param name="Promise">"Monday, November 30, 5 PM" in the page's language; null when nothing is promised.</param>
public sealed record ConsultationThanks(ClinicDetails Clinic, string? Promise, string Reference, Reach Reach)
    : ThanksModel(Clinic);

/// <summary>After signing up.</summary>
/// <param name="NeedsConfirmation">Whether the email asks for a confirmation.</param>
/// <param name="HasResources">Whether free resources come with it.</param>
public sealed record SubscriptionThanks(ClinicDetails Clinic, bool NeedsConfirmation, bool HasResources)
    : ThanksModel(Clinic);

/// <summary>When it is not known which form was sent.</summary>
public sealed record PlainThanks(ClinicDetails Clinic) : ThanksModel(Clinic);

/// <summary>How the clinic can answer, from what the visitor gave.</summary>
public enum Reach
{
    /// <summary>A phone number alone.</summary>
    Calls,

    /// <summary>An email address alone.</summary>
    Writes,
    Either,
}
