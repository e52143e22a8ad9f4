namespace BlueSky.Functions.Staff;

/// <summary>The front desk's addresses, and where to go after a sign-in: to no other page than its own.</summary>
internal static class StaffPath
{
    public const string Home = "/staff";
    public const string SignIn = "/staff/sign-in";
    public const string Code = "/staff/code";
    public const string SignOut = "/staff/sign-out";

    private const int MaxLength = 1_000;

    private static readonly string[] SignInPages = [SignIn, Code, SignOut];

    /// <summary>The requested page if it is one of the front desk's; otherwise the list.</summary>
    /// <param name="requested">From a query or a form: anyone may have written it.</param>
    public static string After(string? requested) =>
        requested is { Length: <= MaxLength } && IsOwn(requested) ? requested : Home;

    public static string ToSignIn(string after) => $"{SignIn}?to={Uri.EscapeDataString(after)}";

    // Only visible ASCII characters: it becomes a header. Dots could lead out of /staff, also when they are escaped.
    private static bool IsOwn(string path) =>
        path.StartsWith(Home, StringComparison.Ordinal)
        && (path.Length == Home.Length || path[Home.Length] is '/' or '?')
        && path.All(c => c is > ' ' and < '\u007F' and not '\\' and not '#')
        && !path.Contains("//", StringComparison.Ordinal)
        && !path.Contains("..", StringComparison.Ordinal)
        && !path.Contains("%2e", StringComparison.OrdinalIgnoreCase)
        && !path.Contains("/./", StringComparison.Ordinal)
        && !SignInPages.Contains(path.Split('?')[0].TrimEnd('/'), StringComparer.OrdinalIgnoreCase);
}
