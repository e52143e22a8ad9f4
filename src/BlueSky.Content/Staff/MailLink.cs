namespace BlueSky.Content.Staff;

/// <summary>A mailto: link in which an odd address cannot add a header or another recipient.</summary>
public static class MailLink
{
    public static Uri To(string address)
    {
        var at = address.LastIndexOf('@');
        var local = Uri.EscapeDataString(address[..Math.Max(at, 0)]);
        return new Uri($"mailto:{local}@{Uri.EscapeDataString(address[(at + 1)..])}");
    }
}
