namespace BlueSky.LocalHost.Settings;

/// <summary>The folders of LocalHost's files.</summary>
/// <param name="Data">The data folder's full path.</param>
internal sealed record LocalPaths(string Data)
{
    public static string Website => Path.Combine(AppContext.BaseDirectory, "website");

    public string Mail => Path.Combine(Data, "mail");
}
