namespace BlueSky.LocalHost.CapturedMail;

/// <summary>The states of the tables <c>Submissions</c> and <c>Mails</c> in plain words.</summary>
internal static class SubmissionText
{
    public static (string Words, string Tone) Of(SubmissionState submission) => submission switch
    {
        { State: "received" } => ("New, not processed yet", ""),
        { State: "processed" } => ("Processed", "good"),
        { State: "quarantined", Handling: "spam" } => ("Called spam by staff", "bad"),
        { State: "quarantined" } => ("Held back", "wait"),
        { State: "failed" } => ("Failed", "bad"),
        _ => (submission.State, ""),
    };

    public static string Of(EmailState email) => email switch
    {
        { State: "due", IsPlanned: true } => "waits to be sent",
        { State: "due" } => "waits, because its quota is used up",
        { State: "sending" } => "is being sent",
        { State: "accepted" } => "sent",
        { State: "delivered" } => "arrived",
        { State: "unknown" } => "may be sent: no answer came",
        { State: "bounced" } => "did not arrive",
        { State: "dropped", Attempts: 0 } => "not sent, because its quota is used up",
        { State: "dropped" } => "not sent: SendGrid knows the address as a bad one",
        { State: "parked" } => "on hold: a setting or the SendGrid account is wrong",
        { State: "failed" } => "failed",
        _ => email.State,
    };
}
