using System.Text.RegularExpressions;

namespace BlueSky.Benchmarks;

/// <summary>The services' addresses in a connection string of Azurite's.</summary>
internal sealed record StorageAddress(string ConnectionString)
{
    public Uri Tables => Endpoint("Table");

    public Uri Queues => Endpoint("Queue");

    public StorageAddress Through(Uri tables, Uri queues) =>
        new(With("Table", tables, With("Queue", queues, ConnectionString)));

    private Uri Endpoint(string service) =>
        new(Regex.Match(ConnectionString, $"{service}Endpoint=([^;]+)").Groups[1].Value);

    private static string With(string service, Uri address, string connectionString) => Regex.Replace(
        connectionString, $@"({service}Endpoint=http://127\.0\.0\.1):\d+", $"$1:{address.Port}");
}
