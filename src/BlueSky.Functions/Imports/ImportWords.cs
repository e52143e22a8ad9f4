using System.Globalization;
using BlueSky.Functions.Recipients;

namespace BlueSky.Functions.Imports;

/// <summary>
/// The names of columns and the words in them that newsletter programs, form builders and spreadsheets export, without
/// case, spaces and punctuation.
/// </summary>
internal static class ImportWords
{
    public static readonly string[] Email =
    [
        "emailaddress", "email", "subscriberemail", "contactemail", "memberemail", "youremail", "youremailaddress",
        "primaryemail", "email1", "email2", "emailaddress1", "mail", "mailaddress", "correoelectronico", "correo",
    ];

    /// <summary>When someone signed up.</summary>
    public static readonly string[] SignedUp =
    [
        "signedup", "optintime", "confirmtime", "createdat", "datesubmitted", "submittedat", "submissiondate",
        "signupdate", "subscribedat", "subscribeddate", "subscriptiondate", "dateadded", "datecreated", "created",
        "joined", "timestamp", "date",
    ];

    /// <summary>A word says whether someone gets email.</summary>
    public static readonly string[] Status =
    [
        "status", "subscriptionstatus", "emailstatus", "subscriberstatus", "memberstatus", "contactstatus",
        "emailmarketingstatus",
    ];

    /// <summary>Yes or no, and no means that someone unsubscribed.</summary>
    public static readonly string[] Subscribed =
        ["subscribed", "issubscribed", "subscribedtoemails", "acceptsmarketing", "acceptsemailmarketing"];

    /// <summary>Yes or a time means that someone unsubscribed or was deleted.</summary>
    public static readonly string[] Unsubscribed =
    [
        "unsubtime", "unsubscribed", "unsubscribedat", "unsubscribetime", "optedout", "optout", "optouttime",
        "deletedat",
    ];

    /// <summary>Yes or a time means that someone bounced or complained.</summary>
    public static readonly string[] Suppressed =
    [
        "cleantime", "cleaned", "bounced", "bouncedat", "bouncetime", "complained", "complainedat", "suppressed",
        "suppressedat",
    ];

    private static readonly Dictionary<string, SubscriptionState> States = new()
    {
        ["subscribed"] = SubscriptionState.Confirmed,
        ["confirmed"] = SubscriptionState.Confirmed,
        ["active"] = SubscriptionState.Confirmed,
        ["pending"] = SubscriptionState.Pending,
        ["unconfirmed"] = SubscriptionState.Pending,
        ["none"] = SubscriptionState.None,
        ["nonsubscribed"] = SubscriptionState.None,
        ["transactional"] = SubscriptionState.None,
        ["unsubscribed"] = SubscriptionState.Unsubscribed,
        ["optedout"] = SubscriptionState.Unsubscribed,
        ["inactive"] = SubscriptionState.Unsubscribed,
        ["removed"] = SubscriptionState.Unsubscribed,
        ["deleted"] = SubscriptionState.Unsubscribed,
        ["archived"] = SubscriptionState.Unsubscribed,
        ["cleaned"] = SubscriptionState.Suppressed,
        ["bounced"] = SubscriptionState.Suppressed,
        ["bounce"] = SubscriptionState.Suppressed,
        ["hardbounced"] = SubscriptionState.Suppressed,
        ["hardbounce"] = SubscriptionState.Suppressed,
        ["complained"] = SubscriptionState.Suppressed,
        ["complaint"] = SubscriptionState.Suppressed,
        ["abuse"] = SubscriptionState.Suppressed,
        ["spam"] = SubscriptionState.Suppressed,
        ["suppressed"] = SubscriptionState.Suppressed,
        ["blocked"] = SubscriptionState.Suppressed,
        ["blocklisted"] = SubscriptionState.Suppressed,
        ["invalid"] = SubscriptionState.Suppressed,
        ["undeliverable"] = SubscriptionState.Suppressed,
    };

    private static readonly (string Start, SubscriptionState State)[] FileNames =
    [
        ("unsubscribed_", SubscriptionState.Unsubscribed),
        ("cleaned_", SubscriptionState.Suppressed),
        ("nonsubscribed_", SubscriptionState.None),
    ];

    /// <summary>"Email Address" and "email_address" are one word.</summary>
    public static string Bare(string text) =>
        string.Concat(text.Where(char.IsLetterOrDigit)).ToLower(CultureInfo.InvariantCulture);

    /// <summary>Null for a word that says nothing about it.</summary>
    public static SubscriptionState? StateOf(string word) =>
        States.TryGetValue(Bare(word), out var state) ? state : null;

    public static bool IsNo(string word) => Bare(word) is "no" or "n" or "false" or "f" or "0";

    /// <summary>Mailchimp exports a file for each state; the content does not say which.</summary>
    public static SubscriptionState StateOfFile(string fileName) =>
        FileNames.Where(known => fileName.StartsWith(known.Start, StringComparison.OrdinalIgnoreCase))
            .Select(known => (SubscriptionState?)known.State).FirstOrDefault() ?? SubscriptionState.Confirmed;
}
