namespace Azure.Storage.Shared;

internal static class StorageUri
{
    /// <summary>A resource below an endpoint. The path is taken as it is, already escaped.</summary>
    public static string Below(Uri endpoint, string path) => $"{endpoint.AbsoluteUri.TrimEnd('/')}/{path}";

    /// <summary>A query of what has a value, escaped; empty without any.</summary>
    public static string Query(params ReadOnlySpan<(string Name, string? Value)> parameters)
    {
        var query = "";
        foreach (var (name, value) in parameters)
        {
            if (value is not null)
                query += $"{(query.Length == 0 ? '?' : '&')}{name}={Uri.EscapeDataString(value)}";
        }
        return query;
    }
}
