using BlueSky.Functions.Forms;
using BlueSky.Functions.Mail;
using BlueSky.Functions.Processing;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Staff;

/// <summary>
/// Sends a code to the person who asked for one. Whether the address is listed is looked up here and not at the page,
/// whose response would reveal it.
/// </summary>
internal sealed class SignInHandler(StaffList people) : ISubmissionHandler
{
    /// <summary>Not a form: submissions of this kind come only from the page that asks for the work email.</summary>
    public const string KindName = "sign-in";

    public string Kind => KindName;

    public Task<IReadOnlyList<DueMail>> HandleAsync(Submission submission, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<DueMail>>(
            people.Find(SignInFields.Of(submission).Person) is { } person
                ? [new DueMail(StaffCode.TemplateName, person.Email)]
                : []);
}

/// <summary>What is stored of a request for a code: no address, only keyed hashes.</summary>
/// <param name="Request">The key of the browser's request.</param>
/// <param name="RequestId">See <see cref="CodeRequest"/>.</param>
/// <param name="IsKnownBrowser">The person signed in with this browser before.</param>
internal sealed record SignInFields(string Person, string Request, string RequestId, bool IsKnownBrowser)
{
    private const string Known = "known";

    /// <summary>A second click sends no second email; asking again a little later does.</summary>
    private static readonly TimeSpan RepeatWindow = TimeSpan.FromSeconds(10);

    public static SignInFields Of(Submission submission)
    {
        var fields = submission.Fields.ToDictionary(field => field.Name, field => field.Value);
        return new SignInFields(
            fields["person"], fields["request"], fields["requestId"], fields["browser"] == Known);
    }

    /// <param name="page">The page with the form.</param>
    public SubmissionDraft ToDraft(string page)
    {
        IReadOnlyList<PostedField> fields =
        [
            new("person", Person),
            new("request", Request),
            new("requestId", RequestId),
            new("browser", IsKnownBrowser ? Known : "new"),
        ];
        return new SubmissionDraft
        {
            EntryPoint = "staff",
            Kind = SignInHandler.KindName,
            RepeatWindow = RepeatWindow,
            Content = fields,
            Fields = fields,
            Source = page,
        };
    }
}
