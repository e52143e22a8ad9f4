using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace BlueSky.LocalHost.Settings;

/// <summary>The keys of one data folder, created once, so that links in earlier emails still work.</summary>
/// <param name="SigningKey">32 bytes, base64: signs the app's links.</param>
/// <param name="AddressKey">32 bytes, base64: hides addresses in row keys.</param>
/// <param name="EventPrivateKey">A P-256 key, PKCS #8, base64: signs the SendGrid stand-in's events.</param>
internal sealed record LocalSecrets(string SigningKey, string AddressKey, string EventPrivateKey)
{
    /// <summary>The public half of <see cref="EventPrivateKey"/>, as SendGrid shows it: base64 of DER.</summary>
    [JsonIgnore]
    public string EventPublicKey
    {
        get
        {
            using var key = ECDsa.Create();
            key.ImportPkcs8PrivateKey(Convert.FromBase64String(EventPrivateKey), out _);
            return Convert.ToBase64String(key.ExportSubjectPublicKeyInfo());
        }
    }

    public static LocalSecrets ReadOrCreate(string dataDirectory)
    {
        var file = Path.Combine(dataDirectory, "secrets.json");
        if (File.Exists(file))
            return Read(file);

        var secrets = Create();
        var temporary = file + ".tmp";
        using (var stream = PrivateFile.Create(temporary))
        {
            JsonSerializer.Serialize(stream, secrets, LocalSecretsJson.Default.LocalSecrets);
            stream.Flush(flushToDisk: true);
        }

        File.Move(temporary, file);
        return secrets;
    }

    private static LocalSecrets Create()
    {
        using var eventKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new LocalSecrets(
            Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)),
            Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)),
            Convert.ToBase64String(eventKey.ExportPkcs8PrivateKey()));
    }

    private static LocalSecrets Read(string file)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(file), LocalSecretsJson.Default.LocalSecrets)
                ?? throw new JsonException();
        }
        catch (JsonException)
        {
            throw new StartRefusedException(
                $"{file} cannot be read as LocalHost wrote it: delete it for new keys (links in earlier emails "
                + "then stop working).");
        }
    }
}

[JsonSourceGenerationOptions(RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(LocalSecrets))]
internal sealed partial class LocalSecretsJson : JsonSerializerContext;
