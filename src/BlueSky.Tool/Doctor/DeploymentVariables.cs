using System.Globalization;
using System.Text.RegularExpressions;
using BlueSky.Functions.Forms;

namespace BlueSky.Tool.Doctor;

/// <summary>The variables that only infra/ reads, not the app.</summary>
internal static partial class DeploymentVariables
{
    private const string AlertEmail = "ALERT_EMAIL";
    private const string Budget = "MONTHLY_BUDGET";
    private const string BudgetStart = "BUDGET_START";
    private const string ClientId = "STAFF_CLIENT_ID";
    private const string SignIn = "STAFF_SIGN_IN";

    /// <summary>Azure makes no budget that begins later.</summary>
    private const int MaxMonthsAhead = 12;

    /// <summary>For a deployment that is tried over a turn of the month.</summary>
    private const int MaxMonthsBefore = 3;

    public static IReadOnlyList<Finding> Check(AzdEnvironment azd, DateOnly today)
    {
        (string Variable, string? Problem)[] problems =
        [
            (AlertEmail, OfEmail(azd[AlertEmail])),
            (Budget, OfBudget(azd[Budget])),
            (BudgetStart, azd[Budget] == "0" ? null : OfBudgetStart(azd[BudgetStart], today, isMade: azd.HasVault)),
            (SignIn, OfSignIn(azd[SignIn])),
            (ClientId, IsPlatform(azd) ? OfClientId(azd[ClientId]) : null),
            ("AZURE_ENV_NAME", IsEmptyOr(EnvironmentName(), azd["AZURE_ENV_NAME"])
                ? null
                : "must be 1 to 64 letters, digits and - _ . ( )"),
            ("AZURE_LOCATION", IsEmptyOr(Location(), azd["AZURE_LOCATION"]) ? null : "must be a region like westus3"),
            .. ResourceVariables.Problems(azd),
        ];
        var wrong = problems
            .Select(one => azd.IsPadded(one.Variable) && one.Problem is null
                ? one with { Problem = "must have no white space around it" }
                : one)
            .Where(one => one.Problem is not null)
            .Select(one => Finding.Wrong(
                $"{one.Variable} {one.Problem}.", $"Set it: azd env set {one.Variable} \"…\""))
            .ToList();
        return wrong.Count > 0 ? wrong : [Finding.Ok("deployment: alerts, budget, sign-in, region and sizes are set")];
    }

    private static string? OfEmail(string text) =>
        text.Length == 0 ? "is missing"
        : EmailAddress.TryParse(text) is { CanBeSentTo: true } ? null
        : "must be an email address";

    private static string? OfBudget(string text) =>
        text.Length == 0 || int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _)
            ? null
            : "must be a whole number, and 0 for no budget";

    // The start of a budget that is made cannot be changed, and may be long ago.
    private static string? OfBudgetStart(string text, DateOnly today, bool isMade)
    {
        if (text.Length == 0)
        {
            return "is missing: the first day of this month";
        }

        if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            || date.Day != 1)
        {
            return "must be the first day of a month, like 2026-01-01";
        }

        var months = ((date.Year - today.Year) * 12) + date.Month - today.Month;
        return months > MaxMonthsAhead ? $"must not be more than {MaxMonthsAhead} months ahead"
            : months < -MaxMonthsBefore && !isMade ? "is long ago, and a new budget begins this month"
            : null;
    }

    // Bicep compares with upper and lower case, the app does not.
    private static string? OfSignIn(string text) =>
        text is not "platform" && text.Equals("platform", StringComparison.OrdinalIgnoreCase)
            ? "must be written platform, in lower case"
            : null;

    private static string? OfClientId(string text) =>
        text.Length == 0 ? "is missing, and STAFF_SIGN_IN=platform needs it"
        : Guid.TryParse(text, out _) ? null
        : "must be the id of an application in Entra ID";

    private static bool IsPlatform(AzdEnvironment azd) =>
        azd[SignIn].Equals("platform", StringComparison.OrdinalIgnoreCase);

    private static bool IsEmptyOr(Regex pattern, string text) => text.Length == 0 || pattern.IsMatch(text);

    [GeneratedRegex(@"\A[a-zA-Z0-9()_.-]{1,64}\z")]
    private static partial Regex EnvironmentName();

    [GeneratedRegex(@"\A[a-z]+[a-z0-9]*\z")]
    private static partial Regex Location();
}
