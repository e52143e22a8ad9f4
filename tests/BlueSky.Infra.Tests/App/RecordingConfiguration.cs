using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Primitives;

namespace BlueSky.Infra.Tests.App;

/// <summary>Settings that write down which of them are asked for. Every list and every section has one entry.</summary>
/// <param name="find">The value of a setting, by its name with <c>*</c> for that entry.</param>
internal sealed partial class RecordingConfiguration(Func<string, string?> find) : IConfiguration
{
    private readonly SortedSet<string> names = new(StringComparer.Ordinal);

    public IReadOnlyCollection<string> Names => names;

    public string? this[string key]
    {
        get
        {
            names.Add(WithoutIndex(key));
            return Find(key);
        }
        set => throw new NotSupportedException();
    }

    public static string WithoutIndex(string name) => Index().Replace(name, ":*");

    public IConfigurationSection GetSection(string key) => new Section(this, key);

    public IEnumerable<IConfigurationSection> GetChildren() => throw new NotSupportedException();

    public IChangeToken GetReloadToken() => throw new NotSupportedException();

    private string? Find(string key) => find(WithoutIndex(key));

    [GeneratedRegex(@":0\b")]
    private static partial Regex Index();

    private sealed class Section(RecordingConfiguration all, string path) : IConfigurationSection
    {
        public string Key => path.Split(':')[^1];

        public string Path => path;

        public string? Value
        {
            get => all.Find(path);
            set => throw new NotSupportedException();
        }

        public string? this[string key]
        {
            get => all[$"{path}:{key}"];
            set => throw new NotSupportedException();
        }

        public IConfigurationSection GetSection(string key) => new Section(all, $"{path}:{key}");

        public IEnumerable<IConfigurationSection> GetChildren() => [GetSection("0")];

        public IChangeToken GetReloadToken() => throw new NotSupportedException();
    }
}
