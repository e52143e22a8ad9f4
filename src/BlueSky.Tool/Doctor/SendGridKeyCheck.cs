using System.Text.Json;

namespace BlueSky.Tool.Doctor;

/// <summary>Whether SendGrid knows the app's key, and lets it send.</summary>
internal static class SendGridKeyCheck
{
    private const string MakeAnother =
        "Make one in SendGrid under Settings, API Keys, with Mail Send, and put it into SendGrid:ApiKey.";

    public static async Task<Finding> RunAsync(SendGridApi api, CancellationToken stop)
    {
        var answer = await api.GetAsync("scopes", stop);
        return answer.Kind switch
        {
            SendGridAnswerKind.Success when MaySend(answer) => Finding.Ok("SendGrid: the key may send email"),
            SendGridAnswerKind.Success => Finding.Wrong("SendGrid: the key may not send email.", MakeAnother),
            SendGridAnswerKind.KeyUnknown => Finding.Wrong("SendGrid does not know the key.", MakeAnother),
            SendGridAnswerKind.Failed => Finding.Wrong(
                $"SendGrid {answer.Failure}.", "Check SendGrid:Host and this machine's network; try again."),
            SendGridAnswerKind.NotFound => Finding.Wrong(
                "SendGrid:Host is not the address of SendGrid's API.",
                "Leave it out, or set https://api.eu.sendgrid.com for an account in the EU."),
            _ => Finding.NotChecked("SendGrid: whether the key may send email", "it may not read its own scopes"),
        };
    }

    private static bool MaySend(SendGridAnswer answer) => answer.Json.Items("scopes").Any(
        scope => scope is { ValueKind: JsonValueKind.String } && scope.ValueEquals("mail.send"));
}
