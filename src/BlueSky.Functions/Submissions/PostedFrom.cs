namespace BlueSky.Functions.Submissions;

/// <summary>Where a form was posted from, as far as the request says.</summary>
/// <param name="Page">The page's address, without its query; null when nobody says.</param>
/// <param name="Network">
/// Whoever shares it counts as one, see <c>Http/ClientNetwork</c>; null when nobody says. Kept as a keyed hash.
/// </param>
internal sealed record PostedFrom(string? Page, string? Network = null)
{
    /// <summary>
    /// The network of all posts whose page hides its origin: privacy headers do that, and so can any website.
    /// </summary>
    public const string HiddenOrigin = "null";
}
