using BlueSky.EndToEndTests.Hosting;

namespace BlueSky.EndToEndTests.Forms;

/// <summary>Formspree's own client library, <c>@formspree/core</c>, told of this app instead of Formspree.</summary>
[Collection(nameof(DefaultsHost))]
public sealed class FormspreeCoreTests(DefaultsHost defaults)
{
    private readonly LocalHost host = defaults.Host;

    [Fact(Timeout = TimeLimit.EndToEnd)]
    public async Task It_takes_a_stored_post_for_a_success()
    {
        var address = Some.Address();

        var result = await SubmitAsync("subscribe", $$"""{"email":"{{address}}"}""");

        Assert.StartsWith(
            $$"""{"kind":"success","next":"{{host.Address}}api/thanks?t=""", result, StringComparison.Ordinal);
        Assert.Single(await host.Rows.OfAsync(address));
    }

    [Fact(Timeout = TimeLimit.EndToEnd)]
    public async Task It_finds_each_broken_rule_at_its_field() =>
        Assert.Equal(
            """{"form":[],"fields":{"email":["TYPE_EMAIL"]}}""",
            await SubmitAsync("subscribe", """{"email":"nobody"}"""));

    [Fact(Timeout = TimeLimit.EndToEnd)]
    public async Task It_says_when_there_is_no_such_form() =>
        Assert.Equal(
            """{"form":["FORM_NOT_FOUND"],"fields":{}}""",
            await SubmitAsync("unknown", """{"email":"nobody"}"""));

    private Task<string> SubmitAsync(string form, string fields) =>
        Npm.RunAsync("submit-with-formspree.mjs", [$"{host.Address}api", form, fields]);
}
