using System.Text;

namespace BlueSky.Benchmarks.SortedStorage;

/// <summary>Where the next page begins: opaque text for the client, which may not be empty.</summary>
internal static class Continuation
{
    private const string Mark = "1!";

    public static void Write(StorageRequest request, EntityKey next)
    {
        var headers = request.Context.Response.Headers;
        headers["x-ms-continuation-NextPartitionKey"] = Token(next.Partition);
        headers["x-ms-continuation-NextRowKey"] = Token(next.Row);
    }

    public static EntityKey? Read(StorageRequest request) =>
        request.Query("NextPartitionKey") is { } partition && request.Query("NextRowKey") is { } row
            ? new EntityKey(Text(partition), Text(row))
            : null;

    private static string Token(string key) => Mark + Convert.ToHexString(Encoding.UTF8.GetBytes(key));

    private static string Text(string token) => Encoding.UTF8.GetString(Convert.FromHexString(token[Mark.Length..]));
}
