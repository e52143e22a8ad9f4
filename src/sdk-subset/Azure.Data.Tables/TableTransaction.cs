using System.Security.Cryptography;
using System.Text;
using Azure.Core;
using Azure.Storage.Shared;

namespace Azure.Data.Tables;

/// <summary>An entity group transaction: one multipart request that holds one change set.</summary>
internal static class TableTransaction
{
    public static async Task<Response<IReadOnlyList<Response>>> SubmitAsync(
        TablesConnection connection,
        string table,
        TableTransactionAction[] actions,
        CancellationToken cancellationToken)
    {
        TransactionRules.Check(actions);
        // The boundary must not occur in a row's text, so it cannot be a fixed word.
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        var content = RequestContent.Create(Encoding.UTF8.GetBytes(Content(connection.Endpoint, table, actions, id)));
        using var message = connection.Message(RequestMethod.Post, "$batch", content);
        message.Request.Headers.SetValue("DataServiceVersion", "3.0");
        message.Request.Headers.SetValue("Accept", "application/json");
        message.Request.Headers.SetValue("Content-Type", $"multipart/mixed; boundary=batch_{id}");
        var response = await connection.SendAsync(message, cancellationToken).ConfigureAwait(false);
        return Response.FromValue<IReadOnlyList<Response>>(Answers(response), response);
    }

    private static string Content(Uri endpoint, string table, TableTransactionAction[] actions, string id)
    {
        var lines = new List<string>
        {
            $"--batch_{id}", $"Content-Type: multipart/mixed; boundary=changeset_{id}", "",
        };
        foreach (var operation in actions.Select(action => TableOperation.From(table, action)))
        {
            lines.AddRange($"--changeset_{id}", "Content-Type: application/http");
            lines.AddRange("Content-Transfer-Encoding: binary", "");
            lines.Add($"{operation.Method} {StorageUri.Below(endpoint, operation.Path)} HTTP/1.1");
            lines.AddRange(operation.Headers().Select(header => $"{header.Name}: {header.Value}"));
            lines.AddRange("", Encoding.UTF8.GetString((operation.Body ?? default).Span));
        }
        lines.AddRange($"--changeset_{id}--", "", $"--batch_{id}--", "");
        return string.Join("\r\n", lines);
    }

    /// <summary>A refused transaction has one answer, an error, whatever it held.</summary>
    private static List<Response> Answers(Response response)
    {
        var answers = TransactionResponse.Parse(response.Headers.ContentType, response.Content.ToString());
        if (answers is [{ Status: >= 400 } refused])
            throw TransactionErrorParser.Failure(refused);
        return answers;
    }
}
