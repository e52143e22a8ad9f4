using BlueSky.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace BlueSky.Functions.Staff;

/// <summary>The routes of the sign-in and the sign-out.</summary>
public sealed class SignInFunctions
{
    private readonly SignInEndpoint signIn;
    private readonly CodeEndpoint code;
    private readonly StaffEndpoint endpoint;
    private readonly StaffSessions sessions;
    private readonly SignInAudit audit;

    internal SignInFunctions(
        SignInEndpoint signIn, CodeEndpoint code, StaffEndpoint endpoint, StaffSessions sessions, SignInAudit audit) =>
        (this.signIn, this.code, this.endpoint, this.sessions, this.audit) = (signIn, code, endpoint, sessions, audit);

    [Function("staff-sign-in")]
    public Task<IResult> SignInAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = "staff/sign-in")] HttpRequest request,
        CancellationToken cancellationToken) => signIn.HandleAsync(request, cancellationToken);

    [Function("staff-code")]
    public Task<IResult> CodeAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = "staff/code")] HttpRequest request,
        CancellationToken cancellationToken) => code.HandleAsync(request, cancellationToken);

    [Function("staff-sign-out")]
    public Task<IResult> SignOutAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = "staff/sign-out")] HttpRequest request,
        CancellationToken cancellationToken) => endpoint.HandleAsync(
            request,
            show: null,
            async (visit, form) =>
            {
                var everywhere = form["everywhere"] == "1";
                await audit.SignedOutAsync(visit.Person, everywhere, cancellationToken);
                await sessions.CloseAsync(request, visit.Person, everywhere, cancellationToken);
                return new SeeOther(SignInEndpoint.AfterSignOut);
            },
            cancellationToken);
}
