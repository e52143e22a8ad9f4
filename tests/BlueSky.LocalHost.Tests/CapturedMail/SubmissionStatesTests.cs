using BlueSky.LocalHost.CapturedMail;
using Microsoft.Extensions.Logging.Abstractions;

namespace BlueSky.LocalHost.Tests.CapturedMail;

public sealed class SubmissionStatesTests
{
    // Nothing listens there.
    private const string Away =
        "DefaultEndpointsProtocol=http;AccountName=a;AccountKey=YQ==;TableEndpoint=http://127.0.0.1:9/a;";

    [Fact(Timeout = TimeLimit.InProcess)]
    public async Task Storage_that_is_away_fails_no_page() =>
        Assert.Null(await new SubmissionStates(Away, TimeProvider.System, NullLogger<SubmissionStates>.Instance)
            .ReadAsync(CancellationToken.None));
}
