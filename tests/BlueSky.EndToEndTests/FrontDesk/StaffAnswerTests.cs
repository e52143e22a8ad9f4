using System.Diagnostics;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using BlueSky.EndToEndTests.Hosting;
using BlueSky.EndToEndTests.Staff;

namespace BlueSky.EndToEndTests.FrontDesk;

/// <summary>
/// The front desk's answers to programs: their headers, and what they tell somebody who is not signed in.
/// </summary>
[Collection(nameof(FrontDeskHost))]
public sealed class StaffAnswerTests(FrontDeskHost desk)
{
    private const int Pairs = 200;
    private const int WarmUp = 20;

    private static readonly (string Header, string? Value)[] Expected =
    [
        ("Cache-Control", "no-store"), ("X-Robots-Tag", "noindex"), ("Referrer-Policy", "same-origin"),
        ("Cross-Origin-Opener-Policy", "same-origin"), ("X-Content-Type-Options", "nosniff"),
    ];

    private readonly LocalHost host = desk.Host;

    [Fact(Timeout = TimeLimit.EndToEnd)]
    public async Task Every_answer_of_every_route_keeps_browsers_from_storing_framing_and_indexing_it()
    {
        using var signedIn = new StaffVisitor(host);
        await signedIn.SignInAsync(FrontDeskHost.Rosa);
        using var stranger = new StaffVisitor(host);
        var routes = await RoutesAsync();
        Assert.Contains("staff/requests/{id}", routes);

        foreach (var path in routes.Select(PathOf))
        {
            foreach (var client in new[] { signedIn, stranger })
            {
                foreach (var method in (string[])["GET", "POST", "PUT"])
                {
                    // The session must last to the end.
                    if (path != "/staff/sign-out" || client == stranger)
                    {
                        AssertGuarded($"{method} {path}", await client.SendAsync(method, path));
                    }
                }
            }
        }
    }

    [Fact(Timeout = TimeLimit.EndToEnd)]
    public async Task Nothing_but_the_sign_in_is_answered_without_a_session_whatever_header_names_a_person()
    {
        var principal = Convert.ToBase64String(Encoding.UTF8.GetBytes("""
            {"auth_typ":"aad","claims":[{"typ":"preferred_username","val":"rosa@clinic.example"},
            {"typ":"tid","val":"11111111-1111-1111-1111-111111111111"},{"typ":"oid","val":"2"}]}
            """));
        using var stranger = new StaffVisitor(host);

        foreach (var path in (await RoutesAsync()).Select(PathOf)
            .Except(["/staff/sign-in", "/staff/code", "/staff/sign-out"]))
        {
            var answer = await stranger.SendAsync(
                "GET", path, ("X-MS-CLIENT-PRINCIPAL", principal),
                ("X-MS-CLIENT-PRINCIPAL-NAME", "rosa@clinic.example"), ("X-MS-CLIENT-PRINCIPAL-ID", "2"));

            Assert.Equal((path, 303), (path, answer.Status));
            Assert.StartsWith("/staff/sign-in", answer.Location, StringComparison.Ordinal);
        }
    }

    [Fact(Timeout = TimeLimit.EndToEnd)]
    public async Task The_time_of_the_answer_does_not_tell_who_is_on_the_staff_list()
    {
        var random = new SeededRandom(14);
        var (listed, unlisted) = (new List<double>(), new List<double>());
        for (var pair = -WarmUp; pair < Pairs; pair++)
        {
            // What a listed address sets in motion must not always slow down the same one.
            var listedFirst = random.Below(2) == 0;
            foreach (var isListed in new[] { listedFirst, !listedFirst })
            {
                var time = await TimeAsync(isListed ? FrontDeskHost.Ana : $"ana-{pair + WarmUp}@clinic.example");
                if (pair >= 0)
                {
                    (isListed ? listed : unlisted).Add(time);
                }
            }
        }

        Assert.InRange(AreaUnderCurve(listed, unlisted), 0.4, 0.6);
    }

    [Fact]
    public void A_difference_of_a_tenth_would_be_seen()
    {
        var random = new SeededRandom(1);
        double[] times = [.. Enumerable.Range(0, Pairs).Select(_ => 10.0 + random.Below(10) / 10.0)];

        Assert.Equal(0.5, AreaUnderCurve(times, times), tolerance: 0.001);
        Assert.True(AreaUnderCurve([.. times.Select(time => time * 1.1)], times) > 0.9);
    }

    // The whole way of a new browser, but only the answer to the address is timed.
    private async Task<double> TimeAsync(string address)
    {
        using var visitor = new StaffVisitor(host);
        await visitor.GetAsync("/staff/sign-in");
        var started = Stopwatch.GetTimestamp();
        var answer = await visitor.SubmitAsync("/staff/sign-in", ("email", address));
        var taken = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        Assert.Equal((303, "/staff/code"), (answer.Status, answer.Location));
        return taken;
    }

    /// <summary>How often a guess by the time alone would be right: 0.5 tells nothing.</summary>
    private static double AreaUnderCurve(IReadOnlyList<double> ones, IReadOnlyList<double> others) =>
        ones.Average(one => others.Average(other => one > other ? 1 : one < other ? 0 : 0.5));

    private async Task<IReadOnlyList<string>> RoutesAsync() =>
        [.. (await host.Http.GetFromJsonAsync<JsonElement[]>("/admin/functions"))!
            .Where(function => function.TryGetProperty("route", out _))
            .Select(function => function.GetProperty("route").GetString()!)
            .Where(route => route.Split('/')[0] == "staff")];

    private static string PathOf(string route) => "/" + route
        .Replace("{id}", "BSK-DEMA-4444", StringComparison.Ordinal)
        .Replace("{key:length(64)}", new string('0', 64), StringComparison.Ordinal);

    private static void AssertGuarded(string request, StaffAnswer answer)
    {
        Assert.NotInRange(answer.Status, 500, 599);
        foreach (var (header, value) in Expected)
        {
            Assert.Equal((request, header, value), (request, header, answer.Headers.GetValueOrDefault(header)));
        }

        var policy = answer.Headers["Content-Security-Policy"];
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
    }
}
