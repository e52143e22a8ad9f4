using System.Globalization;

namespace BlueSky.EndToEndTests.Hosting;

/// <summary>Which processes descend from another, read from Linux's <c>/proc</c>.</summary>
internal static class ProcessTree
{
    public static bool IsReadable => OperatingSystem.IsLinux();

    public static IReadOnlyList<int> DescendantsOf(int ancestor)
    {
        var parents = Directory.EnumerateDirectories("/proc")
            .Select(folder => int.TryParse(Path.GetFileName(folder), out var id) ? id : 0)
            .Where(id => id > 0)
            .Select(id => (Id: id, Parent: ParentOf(id)))
            .ToLookup(process => process.Parent, process => process.Id);

        var found = new List<int>();
        for (var next = new Queue<int>([ancestor]); next.TryDequeue(out var parent);)
        {
            foreach (var child in parents[parent])
            {
                found.Add(child);
                next.Enqueue(child);
            }
        }

        return found;
    }

    public static bool IsAlive(int id) => StatusOf(id) is { } status && status[0] is not ("Z" or "X");

    private static int ParentOf(int id) => StatusOf(id) is { } status ? int.Parse(status[1], CultureInfo.InvariantCulture) : 0;

    // "pid (name, which may hold anything) state parent …"
    private static string[]? StatusOf(int id)
    {
        try
        {
            var line = File.ReadAllText($"/proc/{id}/stat");
            return line[(line.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            return null;
        }
    }
}
