using System.Text;
using System.Text.Json;

namespace BlueSky.Functions.Tests.Staff;

/// <summary>Sign-in by App Service and Entra ID: whose headers are believed, and who is who.</summary>
public sealed class PlatformSignInTests : IDisposable
{
    private const string Tenant = "7b1c3f6e-0d5a-4a9e-9a51-0f0e4f1a2b3c";
    private const string RosasAccount = "11111111-1111-4111-8111-111111111111";

    private readonly TestApp app = new(Platform());
    private readonly StaffBrowser browser;

    public PlatformSignInTests() => browser = new StaffBrowser(app);

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task A_listed_member_of_the_tenant_signs_in_and_out()
    {
        browser.Principal = Principal();
        var shown = await browser.GetAsync("/staff/sign-in?to=%2Fstaff%2Fsearch");
        var posted = await browser.SubmitAsync("/staff/sign-in", ("to", "/staff/search"));

        Assert.Contains("You are signed in to Microsoft as <strong>rosa@clinic.example</strong>.", shown.Body);
        Assert.Equal((303, "/staff/search"), (posted.Status, posted.Headers.Location.ToString()));
        Assert.Equal("Rosa Diaz", (await browser.GetAsync("/staff")).Title);

        await browser.SubmitAsync("/staff/sign-out");

        Assert.Equal(303, (await browser.GetAsync("/staff")).Status);
        Assert.Empty(app.Submissions.Rows);
    }

    [Fact]
    public async Task Whoever_is_not_signed_in_there_is_sent_there_and_an_address_gets_no_code()
    {
        var shown = await browser.GetAsync("/staff/sign-in?to=%2Fstaff%2Fsearch");
        await browser.SubmitAsync("/staff/sign-in", ("email", StaffBrowser.Rosa));

        Assert.Contains(
            "href=\"/.auth/login/aad?post_login_redirect_uri=%2Fstaff%2Fsign-in%3Fto%3D%252Fstaff%252Fsearch\"",
            shown.Body);
        Assert.Empty(app.Submissions.Rows);
        Assert.Empty(app.Externals.Sessions.Sessions);
    }

    [Theory]
    [InlineData("code", "True")]
    [InlineData("platform", null)]
    [InlineData("platform", "False")]
    public async Task A_forged_header_opens_nothing_where_the_platform_does_not_check(string signIn, string? isEnabled)
    {
        using var unchecked_ = new TestApp(Platform(signIn, isEnabled));
        var forger = new StaffBrowser(unchecked_) { Principal = Principal() };

        Assert.Equal(303, (await forger.GetAsync("/staff")).Status);
        await forger.GetAsync("/staff/sign-in");
        Assert.InRange((await forger.SubmitAsync("/staff/sign-in")).Status, 422, 503);

        Assert.Empty(unchecked_.Externals.Sessions.Sessions);
        Assert.Equal(303, (await forger.GetAsync("/staff")).Status);
    }

    [Theory]
    [InlineData("tid", "00000000-0000-4000-8000-000000000000")]
    [InlineData("http://schemas.microsoft.com/identity/claims/tenantid", "00000000-0000-4000-8000-000000000000")]
    [InlineData("idp", "https://sts.windows.net/00000000-0000-4000-8000-000000000000/")]
    [InlineData("http://schemas.microsoft.com/identity/claims/identityprovider", "live.com")]
    [InlineData("acct", "1")]
    [InlineData("preferred_username", "eve@example.org")]
    [InlineData("preferred_username", "rosa_clinic.example#EXT#@tenant.example")]
    [InlineData("oid", "22222222-2222-4222-8222-222222222222")]
    public async Task A_guest_or_a_member_elsewhere_or_someone_with_two_names_stays_outside(string type, string value)
    {
        browser.Principal = Principal(more: (type, value));
        await browser.GetAsync("/staff/sign-in");
        await browser.SubmitAsync("/staff/sign-in");

        Assert.Empty(app.Externals.Sessions.Sessions);
    }

    [Theory]
    [InlineData("not base64!")]
    [InlineData("bm90IGpzb24=")]
    [InlineData("W10=")]
    [InlineData("bnVsbA==")]
    [InlineData("e30=")]
    [InlineData("eyJhdXRoX3R5cCI6ImFhZCIsImNsYWltcyI6W3sidHlwIjoxfV19")]
    public async Task A_header_that_is_nothing_is_nobody(string principal)
    {
        browser.Principal = principal;

        Assert.Equal(200, (await browser.GetAsync("/staff/sign-in")).Status);
        Assert.Equal(200, (await browser.SubmitAsync("/staff/sign-in")).Status);
        Assert.Empty(app.Externals.Sessions.Sessions);
    }

    [Fact]
    public async Task Another_identity_provider_is_nobody()
    {
        browser.Principal = Principal(provider: "google");
        await browser.GetAsync("/staff/sign-in");
        await browser.SubmitAsync("/staff/sign-in");

        Assert.Empty(app.Externals.Sessions.Sessions);
    }

    [Fact]
    public async Task A_person_is_known_by_the_account_after_the_first_time()
    {
        Assert.Equal(303, (await SignInAsync(Principal())).Status);
        Assert.Equal(303, (await SignInAsync(Principal(name: "rosa.diaz@clinic.example"))).Status);

        var taken = await SignInAsync(Principal(account: "22222222-2222-4222-8222-222222222222"));

        Assert.Equal(403, taken.Status);
        Assert.Contains("You cannot sign in here", taken.Body);
        Assert.Equal(
            [("rosa@clinic.example", "done"), ("rosa@clinic.example", "done"), ("unknown", "not listed")],
            app.Externals.Audit.Entries.Select(entry => (entry.Who, entry.Outcome)).Order());
    }

    [Fact]
    public async Task Someone_who_is_not_listed_is_told_so()
    {
        var page = await SignInAsync(Principal(name: "new@clinic.example"));

        Assert.Equal(403, page.Status);
        Assert.Contains("You cannot sign in here", page.Body);
    }

    [Fact]
    public async Task A_session_is_worth_nothing_without_the_header_of_the_same_account()
    {
        browser.Principal = Principal();
        await browser.GetAsync("/staff/sign-in");
        await browser.SubmitAsync("/staff/sign-in");

        browser.Principal = null;
        Assert.Equal(303, (await browser.GetAsync("/staff")).Status);
        browser.Principal = Principal(name: "joe@clinic.example", account: "33333333-3333-4333-8333-333333333333");
        Assert.Equal(303, (await browser.GetAsync("/staff")).Status);
        browser.Principal = Principal();
        Assert.Equal(200, (await browser.GetAsync("/staff")).Status);
    }

    [Fact]
    public async Task A_session_from_the_time_of_codes_ends_when_the_platform_signs_in()
    {
        using var before = new TestApp(StaffBrowser.Settings);
        var old = new StaffBrowser(before);
        await old.SignInAsync();
        using var after = new TestApp(Platform(), externals: before.Externals);
        var same = new StaffBrowser(after) { Principal = Principal() };
        same.Cookies["__Host-bluesky-session"] = old.Cookies["__Host-bluesky-session"];

        Assert.Equal(303, (await same.GetAsync("/staff")).Status);
    }

    [Fact]
    public async Task Where_the_platform_does_not_check_the_page_says_so()
    {
        using var unchecked_ = new TestApp(Platform(isEnabled: null));

        var page = await new StaffBrowser(unchecked_).GetAsync("/staff/sign-in");

        Assert.Equal((503, "Sign-in is not set up"), (page.Status, page.Title));
    }

    private async Task<Subscriptions.Page> SignInAsync(string principal)
    {
        var visitor = new StaffBrowser(app) { Principal = principal };
        await visitor.GetAsync("/staff/sign-in");
        return await visitor.SubmitAsync("/staff/sign-in");
    }

    private static Dictionary<string, string?> Platform(string signIn = "platform", string? isEnabled = "True") =>
        new(StaffBrowser.Settings)
        {
            ["Staff:SignIn"] = signIn, ["Staff:TenantId"] = Tenant, ["WEBSITE_AUTH_ENABLED"] = isEnabled,
        };

    /// <summary>As App Service writes it.</summary>
    private static string Principal(
        string name = StaffBrowser.Rosa, string account = RosasAccount, string provider = "aad",
        (string Type, string Value)? more = null)
    {
        List<(string Type, string Value)> claims =
        [
            ("http://schemas.microsoft.com/identity/claims/tenantid", Tenant),
            ("http://schemas.microsoft.com/identity/claims/objectidentifier", account),
            ("preferred_username", name),
            ("name", "Rosa Diaz"),
        ];
        if (more is { } another)
        {
            claims.Add(another);
        }

        return Convert.ToBase64String(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(new
        {
            auth_typ = provider,
            claims = claims.Select(claim => new { typ = claim.Type, val = claim.Value }),
            name_typ = "name",
            role_typ = "roles",
        })));
    }
}
