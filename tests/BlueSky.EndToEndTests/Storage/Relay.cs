using System.Net;
using System.Net.Sockets;

namespace BlueSky.EndToEndTests.Storage;

/// <summary>
/// A TCP relay on loopback in front of a service, so that a test can take the service away and give it back.
/// </summary>
internal sealed class Relay : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stopped = new();
    private readonly IPEndPoint target;
    private readonly Task accepting;
    private CancellationTokenSource connections = new();
    private volatile bool silent;

    private Relay(IPEndPoint target)
    {
        this.target = target;
        listener.Start();
        accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public static Relay To(Uri service) => new(new IPEndPoint(IPAddress.Loopback, service.Port));

    /// <summary>
    /// The worst kind of outage: connections are taken, open ones stay open, and no byte comes through.
    /// </summary>
    public void Cut() => silent = true;

    /// <summary>Later connections work again; those that hung are reset.</summary>
    public async Task HealAsync()
    {
        silent = false;
        var hung = Interlocked.Exchange(ref connections, new CancellationTokenSource());
        await hung.CancelAsync();
        hung.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        await stopped.CancelAsync();
        await connections.CancelAsync();
        listener.Dispose();
        await accepting;
        connections.Dispose();
        stopped.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync(stopped.Token);
                _ = RelayAsync(client, connections.Token);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The relay is being disposed.
        }
    }

    private async Task RelayAsync(TcpClient client, CancellationToken cancellationToken)
    {
        using (client)
        using (var service = new TcpClient())
        {
            try
            {
                await service.ConnectAsync(target, cancellationToken);
                await Task.WhenAny(
                    PumpAsync(client.GetStream(), service.GetStream(), cancellationToken),
                    PumpAsync(service.GetStream(), client.GetStream(), cancellationToken));
            }
            catch (Exception e) when (e is OperationCanceledException or IOException or SocketException)
            {
                // Either side hung up, or the test healed the relay: the connection is over.
            }
        }
    }

    private async Task PumpAsync(NetworkStream from, NetworkStream to, CancellationToken cancellationToken)
    {
        var buffer = new byte[16 * 1024];
        for (int read; (read = await from.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            if (silent)
            {
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }

            await to.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
        }
    }
}
