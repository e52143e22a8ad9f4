namespace BlueSky.LocalHost.Triggers;

/// <summary>
/// Retries connecting, because a worker may have sent its functions before its web server listens. The real host uses
/// the same number of attempts and the same pauses.
/// </summary>
internal sealed class ConnectingHandler(HttpMessageHandler inner, TimeProvider time) : DelegatingHandler(inner)
{
    private const int MaxAttempts = 10;
    private static readonly TimeSpan InitialPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan MaxPause = TimeSpan.FromMilliseconds(250);

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        for (var (attempt, pause) = (1, InitialPause); ; attempt++, pause = pause * 2 < MaxPause ? pause * 2 : MaxPause)
        {
            try
            {
                return await base.SendAsync(request, cancellationToken);
            }
            catch (HttpRequestException failure) when (
                failure.HttpRequestError is HttpRequestError.ConnectionError && attempt < MaxAttempts)
            {
                // Safe to retry: nothing was sent.
            }

            await Task.Delay(pause, time, cancellationToken);
        }
    }
}
