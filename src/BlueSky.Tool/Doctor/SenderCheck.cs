using BlueSky.Functions.Forms;

namespace BlueSky.Tool.Doctor;

/// <summary>Whether SendGrid sends from <c>Mail:From</c>: its domain is authenticated, or it is verified.</summary>
internal static class SenderCheck
{
    private const string Authenticate =
        "Authenticate the domain in SendGrid under Settings, Sender Authentication, and set its DNS records.";

    public static async Task<Finding> RunAsync(SendGridApi api, EmailAddress from, CancellationToken stop)
    {
        var domains = await api.GetAsync($"whitelabel/domains?domain={Uri.EscapeDataString(from.Domain)}", stop);
        var found = domains.Json.Items()
            .Where(domain => from.Domain.Equals(domain.Text("domain"), StringComparison.OrdinalIgnoreCase)).ToList();
        if (found.Any(domain => domain.IsTrue("valid")))
        {
            return Finding.Ok($"sender: SendGrid has authenticated {from.Domain}, the domain of Mail:From");
        }

        // It works without an authenticated domain, but such email is more often taken for spam.
        var senders = await api.GetAsync("verified_senders", stop);
        if (senders.Json.Items("results").Any(
            sender => sender.IsTrue("verified") && IsSame(sender.Text("from_email"), from)))
        {
            return Finding.Ok(
                "sender: Mail:From is a verified single sender; an authenticated domain would reach more inboxes");
        }

        return Obstacle(domains, senders) is { } obstacle ? obstacle.ToFinding("sender: whether it may send")
            : found.Count > 0
                ? Finding.Wrong($"sender: SendGrid finds no valid DNS records for {from.Domain}.", Authenticate)
                : Finding.Wrong($"sender: {from.Domain}, the domain of Mail:From, is not authenticated.", Authenticate);
    }

    private static SendGridAnswer? Obstacle(params SendGridAnswer[] answers) =>
        answers.FirstOrDefault(answer => answer.Kind != SendGridAnswerKind.Success);

    private static bool IsSame(string? address, EmailAddress from) =>
        EmailAddress.TryParse(address ?? "") is { } one && one.Canonical == from.Canonical;
}
