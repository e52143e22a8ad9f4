using System.Security.Cryptography;
using Azure.Data.Tables;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using SendGrid;
using SendGrid.Helpers.Mail;

namespace BlueSky.TutorialWorker;

/// <summary>Does as tutorials do: stores one entity, sends two emails while the visitor waits, and answers.</summary>
public sealed class TutorialFunction(TableClient table, ISendGridClient sendGrid, IConfiguration settings)
{
    [Function("consultation")]
    public async Task<IResult> HandleAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = "api/consultation")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var form = await request.ReadFormAsync(cancellationToken);
        await table.AddEntityAsync(
            new TableEntity("consultation", RandomNumberGenerator.GetHexString(32))
            {
                ["Name"] = (string?)form["name"],
                ["Email"] = (string?)form["email"],
                ["Message"] = (string?)form["message"],
            },
            cancellationToken);

        var clinic = new EmailAddress(settings["Mail:From"]);
        await SendAsync(clinic, new EmailAddress(form["email"]), "We received your request", cancellationToken);
        await SendAsync(clinic, clinic, "A new request", cancellationToken);
        return Results.Ok("stored");
    }

    private async Task SendAsync(
        EmailAddress from, EmailAddress to, string subject, CancellationToken cancellationToken)
    {
        var message = MailHelper.CreateSingleEmail(from, to, subject, $"{subject}.", $"<p>{subject}.</p>");
        var response = await sendGrid.SendEmailAsync(message, cancellationToken);
        if (!response.IsSuccessStatusCode)
            throw new InvalidOperationException($"SendGrid answered {(int)response.StatusCode}.");
    }
}
