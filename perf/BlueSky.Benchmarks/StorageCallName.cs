using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace BlueSky.Benchmarks;

/// <summary>Which call a request to a table or queue service is: its method, the table or queue, and the kind.</summary>
internal static partial class StorageCallName
{
    public static string Of(HttpRequest request, string body)
    {
        // Azurite's paths start with the account.
        var path = request.Path.Value!.Split('/', 3)[2];
        var isQueue = path.Contains("/messages", StringComparison.Ordinal);
        var name = path == "$batch" ? BatchTable().Match(body).Groups[1].Value : Name().Match(path).Value;
        var kind = request.Method switch
        {
            _ when path == "$batch" => $"transaction of {Operation().Count(body)}",
            "POST" when isQueue => "message",
            "POST" => "insert",
            "GET" when request.Query.ContainsKey("$filter") => "query",
            "GET" => "point read",
            "DELETE" => "delete",
            _ => "update",
        };
        return $"{request.Method} {name}: {kind}";
    }

    [GeneratedRegex("^[A-Za-z0-9-]+")]
    private static partial Regex Name();

    [GeneratedRegex(@"^(?:POST|PUT|PATCH|MERGE|DELETE|GET) http\S*/(\w+)(?:\(\S*)? HTTP", RegexOptions.Multiline)]
    private static partial Regex BatchTable();

    [GeneratedRegex(@"^(?:POST|PUT|PATCH|MERGE|DELETE|GET) http", RegexOptions.Multiline)]
    private static partial Regex Operation();
}
