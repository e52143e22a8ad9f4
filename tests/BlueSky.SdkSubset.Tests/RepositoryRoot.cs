namespace BlueSky.SdkSubset.Tests;

internal static class RepositoryRoot
{
    private const string Mark = "BlueSky.Functions.sln";

    private static readonly string Root = Find();

    public static string Below(string path) => Path.Combine(Root, path);

    private static string Find()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, Mark)))
            directory = directory.Parent;
        return directory?.FullName ?? throw new InvalidOperationException("The tests must run from the repository.");
    }
}
