using BlueSky.Functions.Forms;

namespace BlueSky.Functions.Settings;

/// <summary>Someone who may sign in to the front desk.</summary>
/// <param name="Name">As colleagues see it.</param>
/// <param name="Email">Identifies the person in the audit and in the history of a request.</param>
internal sealed record StaffPerson(string Name, string Email);

internal enum StaffSignIn
{
    /// <summary>With a code that is sent to the person's address.</summary>
    Code,

    /// <summary>With the sign-in of App Service and Entra ID.</summary>
    Platform,
}

/// <param name="People">Who may sign in.</param>
/// <param name="Managers">The addresses of those who may also see the audit and erase people.</param>
/// <param name="TenantId">
/// The Entra ID tenant whose members may sign in; null unless the platform signs in.
/// </param>
/// <param name="IsCheckedByPlatform">
/// The platform sets this when it checks sign-ins. Otherwise, anyone could send its headers.
/// </param>
/// <param name="SessionFor">How long a session lasts.</param>
/// <param name="RememberFor">How long it lasts on a device that asks for it; null when that is forbidden.</param>
/// <param name="RemindAt">When staff are reminded of waiting requests, in the clinic's time.</param>
/// <param name="CodesPerHour">
/// How many codes a person gets in an hour by the clock, and once more as many in browsers that signed in before; 0 for
/// no limit.
/// </param>
internal sealed record StaffSettings(
    IReadOnlyList<StaffPerson> People, IReadOnlySet<string> Managers, StaffSignIn SignIn, string? TenantId,
    bool IsCheckedByPlatform, TimeSpan SessionFor, TimeSpan? RememberFor, TimeOnly RemindAt, int CodesPerHour)
    : ISettings<StaffSettings>
{
    private const string PeopleName = "Staff:People";
    private const string ManagersName = "Staff:Managers";
    private const string TenantName = "Staff:TenantId";
    private const string RememberName = "Staff:RememberFor";

    public bool IsManager(StaffPerson person) => Managers.Contains(person.Email);

    /// <summary>The name of the person with that address; the address for someone who left.</summary>
    public string NameOf(string email) => People.FirstOrDefault(person => person.Email == email)?.Name ?? email;

    public static StaffSettings Read(SettingsReader reader)
    {
        var people = ReadPeople(reader);
        var signIn = reader.OneOf("Staff:SignIn", ["code", "platform"]) == "platform"
            ? StaffSignIn.Platform
            : StaffSignIn.Code;
        return new StaffSettings(
            people,
            ReadManagers(reader, people),
            signIn,
            ReadTenant(reader, signIn),
            bool.TryParse(reader.Optional("WEBSITE_AUTH_ENABLED"), out var isChecked) && isChecked,
            reader.Duration("Staff:SessionFor", TimeSpan.FromHours(12)),
            reader.Optional(RememberName) is "0" ? null : reader.Duration(RememberName, TimeSpan.FromDays(30)),
            reader.TimeOfDay("Staff:RemindAt", new TimeOnly(8, 0)),
            reader.Integer("Limits:StaffCodesPerHour", 6));
    }

    private static List<StaffPerson> ReadPeople(SettingsReader reader)
    {
        var people = reader.List(PeopleName);
        // Malformed addresses in Mail:Staff are reported where the emails' recipients are read.
        return (people.Count > 0
                ? people.Select(entry => ReadPerson(reader, entry))
                : reader.List("Mail:Staff").Select(email => PersonOf("", TryParse(email) ?? email)))
            .DistinctBy(person => person.Email, StringComparer.OrdinalIgnoreCase).ToList();
    }

    /// <summary>Written as <c>Rosa Diaz &lt;rosa@clinic.example&gt;</c>, or as the address only.</summary>
    private static StaffPerson ReadPerson(SettingsReader reader, string entry)
    {
        var start = entry.EndsWith('>') ? entry.LastIndexOf('<') : -1;
        var (name, address) = start < 0 ? ("", entry) : (entry[..start].Trim(' ', '"'), entry[(start + 1)..^1]);
        return TryParse(address.Trim()) is { } email
            ? PersonOf(name, email)
            : reader.Malformed(
                PeopleName, "email addresses, with names like Rosa Diaz <rosa@clinic.example>", PersonOf("", address));
    }

    private static StaffPerson PersonOf(string name, string email) =>
        new(name.Length > 0 ? name : email.Split('@')[0], email);

    private static string? TryParse(string address) =>
        EmailAddress.TryParse(address) is { CanBeSentTo: true } email ? email.Text : null;

    private static HashSet<string> ReadManagers(SettingsReader reader, List<StaffPerson> people)
    {
        var named = reader.List(ManagersName);
        if (named.Count == 0)
        {
            return people.Select(person => person.Email).ToHashSet(StringComparer.Ordinal);
        }

        var managers = named
            .Select(address => people.Find(
                person => person.Email.Equals(TryParse(address), StringComparison.OrdinalIgnoreCase)))
            .OfType<StaffPerson>().Select(person => person.Email).ToHashSet(StringComparer.Ordinal);
        if (managers.Count < named.Distinct(StringComparer.OrdinalIgnoreCase).Count())
        {
            reader.Report(ManagersName, $"must name people of {PeopleName} by their email addresses");
        }

        return managers;
    }

    private static string? ReadTenant(SettingsReader reader, StaffSignIn signIn)
    {
        var tenant = reader.Optional(TenantName);
        if (tenant is null && signIn == StaffSignIn.Platform)
        {
            reader.Report(TenantName, "is missing, and Staff:SignIn=platform needs it");
        }

        return tenant is null || Guid.TryParse(tenant, out _)
            ? tenant
            : reader.Malformed(TenantName, "the id of an Entra ID tenant", tenant);
    }
}
