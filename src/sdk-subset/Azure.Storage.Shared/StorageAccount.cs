namespace Azure.Storage.Shared;

/// <summary>Who signs and where to: what a connection string says about one service of a storage account.</summary>
internal sealed record StorageAccount(string Name, byte[] Key, Uri Endpoint)
{
    // Azurite's well-known account: the key is published and protects nothing.
    private const string DevelopmentName = "devstoreaccount1";
    private const string DevelopmentKey =
        "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private const string NoValidCombination = "No valid combination of account information found.";

    /// <summary>Reads a connection string. No message repeats a value, because one of them is the key.</summary>
    /// <exception cref="FormatException">It is malformed, or it names no account and key.</exception>
    public static StorageAccount Parse(string connectionString, StorageKind kind)
    {
        ArgumentException.ThrowIfNullOrEmpty(connectionString);
        var settings = Settings(connectionString);
        if (bool.TryParse(settings.GetValueOrDefault("UseDevelopmentStorage"), out var development) && development)
            return Development(settings, kind);
        if (settings.ContainsKey("SharedAccessSignature"))
            throw new NotSupportedException("The storage subset signs by AccountKey, not by SharedAccessSignature.");
        if (!settings.TryGetValue("AccountName", out var name) || !settings.TryGetValue("AccountKey", out var key))
            throw new FormatException(NoValidCombination);
        return new StorageAccount(name, DecodeKey(key), EndpointFrom(settings, kind, name));
    }

    private static Dictionary<string, string> Settings(string connectionString)
    {
        var settings = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var segment in connectionString.Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = segment.IndexOf('=', StringComparison.Ordinal);
            if (equals < 1)
                throw new FormatException("Settings must be of the form \"name=value\".");
            if (!settings.TryAdd(segment[..equals].Trim(), segment[(equals + 1)..].Trim()))
                throw new FormatException($"Duplicate setting '{segment[..equals].Trim()}' found.");
        }
        return settings;
    }

    private static StorageAccount Development(Dictionary<string, string> settings, StorageKind kind)
    {
        var host = settings.TryGetValue("DevelopmentStorageProxyUri", out var proxy)
            ? Absolute(proxy).GetLeftPart(UriPartial.Scheme) + Absolute(proxy).Host
            : "http://127.0.0.1";
        return new StorageAccount(
            DevelopmentName,
            Convert.FromBase64String(DevelopmentKey),
            new Uri($"{host}:{kind.DevelopmentPort}/{DevelopmentName}"));
    }

    private static Uri EndpointFrom(Dictionary<string, string> settings, StorageKind kind, string account)
    {
        if (settings.TryGetValue(kind.EndpointSetting, out var endpoint))
            return Absolute(endpoint);
        var protocol = settings.GetValueOrDefault("DefaultEndpointsProtocol", "https");
        var suffix = settings.GetValueOrDefault("EndpointSuffix", "core.windows.net");
        return Absolute($"{protocol}://{account}.{kind.Subdomain}.{suffix}");
    }

    private static Uri Absolute(string uri) =>
        Uri.TryCreate(uri, UriKind.Absolute, out var absolute) && absolute.Scheme is "http" or "https"
            ? absolute
            : throw new FormatException(NoValidCombination);

    private static byte[] DecodeKey(string key)
    {
        try
        {
            return Convert.FromBase64String(key);
        }
        catch (FormatException)
        {
            throw new FormatException("No valid combination of account information found: AccountKey is not base64.");
        }
    }
}
