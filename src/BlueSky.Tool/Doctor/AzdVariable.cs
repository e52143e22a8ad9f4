namespace BlueSky.Tool.Doctor;

/// <summary>The rule by which the variable of a setting in azd's environment gets its name.</summary>
internal static class AzdVariable
{
    /// <summary><c>Mail:FromName</c> is taken from <c>MAIL_FROM_NAME</c>.</summary>
    public static string Of(string setting) => string.Join('_', setting.Split(':').Select(part => string.Concat(
        part.Select((c, i) => i > 0 && char.IsUpper(c) && char.IsLower(part[i - 1]) ? $"_{c}" : $"{c}"))))
        .ToUpperInvariant().Replace("SEND_GRID", "SENDGRID", StringComparison.Ordinal);
}
