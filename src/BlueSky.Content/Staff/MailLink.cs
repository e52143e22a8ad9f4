namespace BlueSky.Content.Staff;

/// <summary>A mailto: link in which an odd address cannot add a header or another recipient.</summary>
public static class MailLink
{
    /// <summary>Returns null when the address fits in no link.</summary>
    public static Uri? To(string address)
    {
        var at = Math.Max(address.LastIndexOf('@'), 0);
        var local = Uri.EscapeDataString(address[..at]);
        // The domain is checked with the link, and may have other letters than those of ASCII.
        var domain = address[at..];
        return local.Length > 0 && domain.AsSpan().IndexOfAny('?', '&', ',') < 0
            && Uri.TryCreate($"mailto:{local}{domain}", UriKind.Absolute, out var link)
                ? link
                : null;
    }
}
